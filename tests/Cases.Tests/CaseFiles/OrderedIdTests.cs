using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.Tests.CaseFiles;

public sealed class OrderedIdTests
{
    [Fact]
    public void Next_ManyInOneMillisecond_KeepTheirOrderAsBytesAndAsText()
    {
        var ids = Enumerable.Range(0, 50_000).Select(_ => OrderedId.Next(CaseWorld.Now)).ToList();

        Assert.Equal(ids.Order(), ids);
        Assert.Equal(ids.Select(id => id.ToString()).Order(StringComparer.Ordinal), ids.Select(id => id.ToString()));
        Assert.All(ids.Take(100), id => Assert.Equal((7, CaseWorld.Now.ToUnixTimeMilliseconds()), (id.Version, Convert.ToInt64(id.ToString("N")[..12], 16))));
    }

    [Fact]
    public void Next_ALaterMillisecond_ComesAfter() =>
        Assert.True(OrderedId.Next(CaseWorld.Now).CompareTo(OrderedId.Next(CaseWorld.Now.AddMilliseconds(-1))) > 0);
}
