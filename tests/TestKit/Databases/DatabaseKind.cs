using System.Collections;

namespace CaseFlow.TestKit.Databases;

public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}

/// <summary>For <c>[Theory, ClassData(typeof(BothDatabases))]</c>: the test runs on each.</summary>
public sealed class BothDatabases : IEnumerable<object[]>
{
    public IEnumerator<object[]> GetEnumerator()
    {
        yield return [DatabaseKind.Sqlite];
        yield return [DatabaseKind.PostgreSql];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
