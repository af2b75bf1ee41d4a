using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Tests.Engine;

public sealed class DefinitionStoreTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Publish_AVersion_KeepsItAndItsPinsForGood(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<IDefinitionStore>();
        var form = new PinnedContentRow("f1", PinKind.Form, "{}");

        Assert.True(await store.Publish(Version(1), [new PinRow("referral-1", PinKind.Form, "referral", "f1")], [form]));
        Assert.True(await store.Publish(Version(2), [new PinRow("referral-2", PinKind.Form, "referral", "f1")], [form]));
        Assert.False(await store.Publish(Version(2) with { Json = "changed" }, [], []));

        Assert.Equal(Version(2), await store.Published("referral"));
        Assert.Equal(Version(1), await store.Version("referral-1"));
        Assert.Null(await store.Version("referral-9"));
        Assert.Equal("f1", Assert.Single(await store.Pins("referral-1")).Hash);
        Assert.Equal(form, await store.Content("f1"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task SaveDraft_TwoPeopleAtOnce_TheSecondIsRefused(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<IDefinitionStore>();
        var draft = new DefinitionDraftRow("panel", DraftKind.Owner, "Panel", "{}", "hash", 1, Bursts.Now, "person");

        Assert.True(await store.SaveDraft(draft, 0));
        Assert.False(await store.SaveDraft(draft, 0));
        Assert.True(await store.SaveDraft(draft with { Revision = 2, Json = "{ }" }, 1));
        Assert.False(await store.SaveDraft(draft with { Revision = 2, Json = "lost" }, 1));

        Assert.Equal(draft with { Revision = 2, Json = "{ }" }, await store.Draft("panel", DraftKind.Owner));
        Assert.Null(await store.Draft("panel", DraftKind.Shipped));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task List_DraftsAndVersions_NamesEachDefinitionOnce(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<IDefinitionStore>();
        await store.Publish(Version(1), [], []);
        await store.Publish(Version(2), [], []);
        await store.SaveDraft(new DefinitionDraftRow("referral", DraftKind.Shipped, "Draft", "{}", "hash", 1, Bursts.Now, "shipped"), 0);
        await store.SaveDraft(new DefinitionDraftRow("panel", DraftKind.Owner, "Panel", "{}", "hash", 1, Bursts.Now, "person"), 0);
        await store.SaveDraft(new DefinitionDraftRow("gone", DraftKind.Owner, "Gone", "{}", "hash", 1, Bursts.Now, "person"), 0);
        await store.DeleteDraft("gone", DraftKind.Owner);

        Assert.Equal(
            [
                new DefinitionSummary("panel", "Panel", null, null, null, HasOwnerDraft: true, HasShippedDraft: false),
                new DefinitionSummary("referral", "Referral 2", 2, "referral-2", Bursts.Now, HasOwnerDraft: false, HasShippedDraft: true),
            ],
            await store.List());
    }

    private static DefinitionVersionRow Version(int number) => new($"referral-{number}", "referral", number, $"Referral {number}", "{}", "hash", Bursts.Now, "shipped");
}
