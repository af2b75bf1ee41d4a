using CaseFlow.Cases.Partnerships;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Persistence.Tests.Gate;

public sealed class OutsideTheGateTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task SaveChanges_OnAReadingContext_Throws(DatabaseKind kind)
    {
        await using var opened = await OpenedStorage.Create(kind);
        await using var context = opened.Storage.OpenForReading();
        context.Partnerships.Add(Example());

        Assert.Contains("IWriteGate", Assert.Throws<InvalidOperationException>(() => context.SaveChanges()).Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task SaveChanges_OnTheGatesContextAfterItsItem_Throws(DatabaseKind kind)
    {
        await using var opened = await OpenedStorage.Create(kind);

        var kept = await opened.Gate.Run(scope => (DbContext)scope.Data);

        Assert.Throws<InvalidOperationException>(() => kept.SaveChanges());
    }

    private static Partnership Example() => new() { Id = new Guid("01900000-0000-7000-8000-000000000001"), Code = "NC", Name = "North", ValidFrom = new DateOnly(2024, 9, 1) };
}
