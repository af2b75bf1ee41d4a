using CaseFlow.Cases.People;

namespace CaseFlow.Cases.Tests.People;

public sealed class EscalationLadderTests
{
    [Theory]
    [InlineData(Roles.SchoolHead, "COORD CHAIR LA-INC")]
    [InlineData(Roles.Coordinator, "CHAIR LA-INC")]
    [InlineData(Roles.Chair, "LA-INC")]
    [InlineData(Roles.Inclusion, "")]
    [InlineData(Roles.Sena, "LA-INC")]
    public void Above_Role_IsTheRestOfTheLadder(string role, string above) =>
        Assert.Equal(above, string.Join(' ', EscalationLadder.Above(role)));
}
