using Bogus;

namespace CaseFlow.Host.Demo;

/// <summary>Names as the county has them, put together by chance.</summary>
internal static class DemoPersonNames
{
    private static readonly string[] Boys =
    [
        "Adam", "Aiden", "Ali", "Archie", "Arjun", "Ben", "Callum", "Charlie", "Connor", "Daniel", "Dev", "Ethan", "Finley", "George", "Hamza", "Harry", "Isaac", "Jack", "Jacob",
        "Jakub", "Jayden", "Joshua", "Kai", "Kieran", "Leo", "Liam", "Logan", "Luca", "Mason", "Mohammed", "Noah", "Oliver", "Oscar", "Reece", "Riley", "Rohan", "Ryan", "Tyler", "Yusuf", "Zac",
    ];

    private static readonly string[] Girls =
    [
        "Aaliyah", "Aisha", "Amelia", "Anya", "Ava", "Bethany", "Chloe", "Daisy", "Ella", "Ellie", "Emily", "Erin", "Evie", "Freya", "Grace", "Hannah", "Holly", "Isla", "Jasmine",
        "Kayla", "Keira", "Layla", "Leah", "Lily", "Lucy", "Maisie", "Maya", "Megan", "Mia", "Millie", "Niamh", "Nikita", "Olivia", "Poppy", "Priya", "Ruby", "Sienna", "Skye", "Zara", "Zuzanna",
    ];

    private static readonly string[] Adults =
    [
        "Alison", "Amanda", "Andrew", "Anita", "Anthony", "Bhavna", "Caroline", "Claire", "Colin", "Craig", "David", "Deborah", "Dipesh", "Elaine", "Fiona", "Gareth", "Gurpreet", "Helen", "Hina",
        "Ian", "Imran", "Jane", "Joanne", "Julie", "Karen", "Kiran", "Laura", "Lisa", "Louise", "Marcin", "Mark", "Michael", "Michelle", "Nadia", "Naomi", "Neil", "Nicola", "Patrick", "Paul", "Rachel",
        "Rajesh", "Rebecca", "Richard", "Robert", "Ruth", "Samina", "Sandra", "Sarah", "Simon", "Sophie", "Stephen", "Sunita", "Susan", "Theresa", "Tom", "Tracey", "Vanessa", "Vijay", "Wendy", "Yvonne",
    ];

    private static readonly string[] Surnames =
    [
        "Abbott", "Adcock", "Ahmed", "Allen", "Bailey", "Barnes", "Begum", "Bennett", "Bhatt", "Birch", "Bradley", "Briggs", "Brown", "Burton", "Carter", "Chambers", "Chapman", "Chauhan", "Clarke",
        "Cooper", "Cross", "Dawson", "Desai", "Dixon", "Ellis", "Farrell", "Fletcher", "Foster", "Gibson", "Goddard", "Gill", "Green", "Hall", "Harrison", "Hill", "Holmes", "Hudson", "Hussain", "Jackson",
        "Johnson", "Kaur", "Khan", "King", "Knight", "Kowalski", "Lakhani", "Lawson", "Lee", "Marsh", "Mason", "Mistry", "Moore", "Morris", "Newton", "Nowak", "Palmer", "Parmar", "Patel", "Pearson",
        "Perry", "Popescu", "Price", "Reeves", "Richardson", "Robinson", "Sharma", "Shaw", "Singh", "Smith", "Spencer", "Taylor", "Thompson", "Turner", "Wainwright", "Walker", "Ward", "Watts", "White", "Wright", "Young",
    ];

    public static string Child(Faker faker, bool isBoy) => faker.PickRandom(isBoy ? Boys : Girls);

    public static string Adult(Faker faker) => faker.PickRandom(Adults);

    public static string Surname(Faker faker) => faker.PickRandom(Surnames);
}
