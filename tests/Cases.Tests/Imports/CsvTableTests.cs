using System.Text;
using CaseFlow.Cases.Imports;

namespace CaseFlow.Cases.Tests.Imports;

public sealed class CsvTableTests
{
    private static readonly CsvColumn[] Columns = [new("urn", "", IsRequired: true), new("name", "", IsRequired: true), new("note", "")];

    [Theory]
    [InlineData("urn,name\n1,Ashlow\n")]
    [InlineData("\uFEFFurn,name\r\n1,Ashlow\r\n")]
    [InlineData("Name , URN\n\"Ashlow\",1")]
    [InlineData("urn,name\r\r1,Ashlow\r")]
    [InlineData("\n\nurn,name\n\n1, Ashlow \n,\n\n")]
    public void Read_AnyHonestForm_GivesTheSameRow(string text)
    {
        var table = Read(text);

        Assert.Empty(table.Problems);
        var row = Assert.Single(table.Rows);
        Assert.Equal(("1", "Ashlow"), (row.Text("urn"), row.Text("name")));
    }

    [Fact]
    public void Read_QuotesCommasAndLineBreaks_KeepsThemAndCountsLines()
    {
        var table = Read("urn,name\n1,\"Ashlow, \"\"Vale\"\"\nSchool\"\n2,Priory\n");

        Assert.Equal([(2, "Ashlow, \"Vale\"\nSchool"), (4, "Priory")], table.Rows.Select(row => (row.Line, row.Text("name")!)));
    }

    [Theory]
    [InlineData("", 1, "The file is empty")]
    [InlineData("\uFEFF\r\n  \r\n", 1, "The file is empty")]
    [InlineData("urn;name\n1;Ashlow", 1, "separated by semicolons")]
    [InlineData("urn\tname\n1\tAshlow", 1, "separated by tabs")]
    [InlineData("1,Ashlow\n2,Priory", 1, "these are missing: urn, name")]
    [InlineData("urn,title\n1,Ashlow", 1, "these are missing: name")]
    [InlineData("urn,name,urn\n1,Ashlow,2", 1, "more than once")]
    [InlineData("urn,name\n", 2, "no rows")]
    public void Read_FileThatCannotBeUsed_IsRefusedWithWhatToDo(string text, int line, string words)
    {
        var table = Read(text);

        Assert.True(table.IsRefused);
        Assert.Empty(table.Rows);
        var problem = Assert.Single(table.Problems);
        Assert.Equal(line, problem.Line);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NotUtf8_SaysHowToSaveIt()
    {
        var table = CsvTable.Read(new MemoryStream([.. "urn,name\n1,Zo"u8, 0xEB, .. "\n"u8]), Columns);

        Assert.True(table.IsRefused);
        Assert.Contains("CSV UTF-8", Assert.Single(table.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Utf16WithMark_IsRead() =>
        Assert.Equal("Zoë", Assert.Single(CsvTable.Read(new MemoryStream([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("urn,name\n1,Zoë")]), Columns).Rows).Text("name"));

    [Fact]
    public void Read_BadRows_AreLeftOutAndTheOthersStay()
    {
        var table = Read("urn,name\n1,Ashlow\n2,Pri\"ory\n3,Sorrel,Hill\n4,\"Cropwell\n5,Wreake\n6,Bell\u0007\n7,Brook\n");

        Assert.Equal(["1", "5", "7"], table.Rows.Select(row => row.Text("urn")));
        Assert.Equal([3, 4, 5, 7], table.Problems.Select(problem => problem.Line).Order());
    }

    [Fact]
    public void Read_UnknownColumn_IsSaidAndLeftOut()
    {
        var table = Read("urn,name,colour\n1,Ashlow,blue\n");

        Assert.Single(table.Rows);
        Assert.Equal((1, "colour"), Assert.Single(table.Problems.Select(problem => (problem.Line, problem.Column))));
    }

    [Fact]
    public void Date_EnglishAndIsoForms_AreReadAndOthersSaid()
    {
        var table = CsvTable.Read(
            new MemoryStream("urn,name,note\n2026-09-14,14/9/2026,31/02/2026\n"u8.ToArray()), Columns);
        var row = Assert.Single(table.Rows);

        Assert.Equal(new DateOnly(2026, 9, 14), row.Date("urn"));
        Assert.Equal(new DateOnly(2026, 9, 14), row.Date("name"));
        Assert.Null(row.Date("note"));
        Assert.Equal("note", Assert.Single(row.Problems).Column);
    }

    [Fact]
    public void Read_AnyTextAtAll_GivesRowsOrProblemsAndNeverFails()
    {
        var random = new Random(20262027);
        const string Alphabet = "12ab,,,;\"\"\n\n\r\t '\u0000\u2019\uFEFF";
        for (var i = 0; i < 3_000; i++)
        {
            var body = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            var table = Read(i % 3 == 0 ? body : "urn,name\n" + body);

            Assert.True(table.Rows.Count + table.Problems.Count > 0, $"Neither rows nor problems of {body}");
            Assert.All(table.Problems, problem => Assert.InRange(problem.Line, 1, 80));
            Assert.Equal(table.Rows.Select(row => row.Line).Distinct().Order(), table.Rows.Select(row => row.Line));
        }
    }

    private static CsvTable Read(string text) => CsvTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), Columns);
}
