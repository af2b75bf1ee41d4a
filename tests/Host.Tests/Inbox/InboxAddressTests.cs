using CaseFlow.Host.Inbox;
using CaseFlow.Workflows.Storage;
using Microsoft.AspNetCore.WebUtilities;

namespace CaseFlow.Host.Tests.Inbox;

public sealed class InboxAddressTests
{
    public static TheoryData<InboxAddress> Addresses => new()
    {
        InboxAddress.Default,
        new InboxAddress(InboxView.Mine, null, false, null),
        new InboxAddress(InboxView.PutAside, "Triage the referral", true, null),
        new InboxAddress(InboxView.Overdue, null, false, new TaskKey(DateTimeOffset.FromUnixTimeMilliseconds(1_794_000_000_123), Guid.NewGuid())),
        new InboxAddress(InboxView.All, "Sign agreement", true, new TaskKey(null, Guid.NewGuid())),
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Read_OfWhatWasWritten_ShowsTheSameList(InboxAddress address)
    {
        var text = address.ToString();
        var query = QueryHelpers.ParseQuery(text[(text.IndexOf('?') is var at and >= 0 ? at : text.Length)..]);

        Assert.Equal(address, InboxAddress.Read(One("view"), One("kind"), One("order"), One("after")));

        string? One(string name) => query.TryGetValue(name, out var values) ? values[0] : null;
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("1.2.3")]
    [InlineData("999999999999999999.00000000000000000000000000000000")]
    [InlineData("-5.00000000000000000000000000000000")]
    [InlineData("none.not-an-id")]
    public void Read_KeyThatWasNeverOurs_StartsAtTheBeginning(string after)
    {
        Assert.Null(InboxAddress.Read("everything", null, null, after).After);
        Assert.Equal(InboxView.All, InboxAddress.Read("everything", null, null, after).View);
    }

    [Theory]
    [InlineData(-1, "Overdue")]
    [InlineData(3, "Due today")]
    [InlineData(27, "Due tomorrow")]
    [InlineData(80, null)]
    public void Of_DueInSoManyHours_SaysHowPressingItIs(int hours, string? words)
    {
        var now = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(words, DueTag.Of(now.AddHours(hours), now)?.Text);
    }
}
