using CaseFlow.RuntimeKit;

namespace CaseFlow.Workflows.Tests.Runtime;

/// <summary>Another host on a test's database. It stops at the end of its block and leaves the database to the test.</summary>
internal sealed class OtherHost(World world) : IAsyncDisposable
{
    public T Get<T>()
        where T : notnull => world.Get<T>();

    public ValueTask DisposeAsync() => world.StopHost();
}
