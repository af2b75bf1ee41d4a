using System.Reflection;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tests.Runtime;

/// <summary>Which definitions an event starts is known without reading them again, on every host.</summary>
public sealed class EventTriggerTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task StartedBy_AsOftenAsEventsCome_ReadsEachVersionOnceAndAsksOnceAnEvent(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(Starts("one", "news"));
        await world.Publish(Starts("two", "weather"));
        var store = CountedStore.Around(world.Get<IDefinitionStore>());
        var triggers = new EventTriggers(store);
        Assert.Empty(await triggers.StartedBy("nothing"));
        var counted = (CountedStore)(object)store;
        Assert.Equal((1, 2), (counted.Lists, counted.Texts));

        for (var number = 0; number < 20; number++)
        {
            Assert.Empty(await triggers.StartedBy("nothing"));
        }

        Assert.Equal("two", Assert.Single(await triggers.StartedBy("weather")).Version.DefinitionId);
        Assert.Equal((22, 2), (counted.Lists, counted.Texts));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task StartedBy_PublishedReplacedAndTakenBackOnAnotherHost_IsRightFromTheNextEventOn(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        var other = world.SecondHost("other");
        var triggers = world.Get<EventTriggers>();
        Assert.Empty(await triggers.StartedBy("news"));

        await other.Publish(Starts("one", "news"));
        Assert.Equal("one:1", Assert.Single(await triggers.StartedBy("news")).Version.PublishedVersionId);

        await other.Publish(Starts("one", "weather"));
        Assert.Empty(await triggers.StartedBy("news"));
        Assert.Equal("one:2", Assert.Single(await triggers.StartedBy("weather")).Version.PublishedVersionId);

        await other.Publish(new FlowBuilder("one").Then("end", "Elsa.Event", "Done", ("eventName", "end")));
        Assert.Empty(await triggers.StartedBy("weather"));

        // Version 3 is taken back: version 2 counts again.
        await other.Sql("DELETE FROM workflow_version WHERE version_id = 'one:3'");
        Assert.Equal("one:2", Assert.Single(await triggers.StartedBy("weather")).Version.PublishedVersionId);
        await other.StopHost();
    }

    private static FlowBuilder Starts(string definitionId, string on) =>
        new FlowBuilder(definitionId).Trigger("on", "Elsa.Event", ("eventName", on)).Then("end", "Elsa.Event", "Done", ("eventName", "end"));

    /// <summary>Counts what is asked of the real store.</summary>
    private class CountedStore : DispatchProxy
    {
        private IDefinitionStore _store = null!;

        public int Lists { get; private set; }

        public int Texts { get; private set; }

        public static IDefinitionStore Around(IDefinitionStore store)
        {
            var proxy = Create<IDefinitionStore, CountedStore>();
            ((CountedStore)(object)proxy)._store = store;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Lists += targetMethod!.Name == nameof(IDefinitionStore.List) ? 1 : 0;
            Texts += targetMethod.Name == nameof(IDefinitionStore.List) ? 0 : 1;
            return targetMethod.Invoke(_store, args);
        }
    }
}
