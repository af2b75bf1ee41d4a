using CaseFlow.Persistence.Service;
using CaseFlow.TestKit.Databases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Persistence.Tests.Identity;

public sealed class DatabaseKeysTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Protect_ThenARestart_CanStillBeRead(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind, Protection);
        var cookie = host.Get<IDataProtectionProvider>().CreateProtector("sign-in").Protect("a ticket");

        await using var restarted = host.SecondHost(Protection);

        Assert.Equal("a ticket", restarted.Get<IDataProtectionProvider>().CreateProtector("sign-in").Unprotect(cookie));
        Assert.Equal(1, await host.Scalar<long>("SELECT count(*) FROM data_protection_key"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Settings_SetTwice_KeepTheLast(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var settings = host.Get<Settings>();

        Assert.Null(await settings.Find("clock-offset"));
        await settings.Set("clock-offset", "1");
        await settings.Set("clock-offset", "2");

        Assert.Equal("2", await host.SecondHost().Get<Settings>().Find("clock-offset"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task AuditEntries_ChangedOrDeleted_AreRefusedByTheDatabase(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        await host.Gate.Run(scope => scope.Command("INSERT INTO audit_entry (seq, at, action, subject, detail, previous_hash, hash) VALUES (1, 0, 'a', 's', 'd', '', 'h')").ExecuteNonQuery());

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => host.Gate.Run(scope => scope.Command("UPDATE audit_entry SET detail = 'x'").ExecuteNonQuery()));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => host.Gate.Run(scope => scope.Command("DELETE FROM audit_entry").ExecuteNonQuery()));

        Assert.Equal("d", await host.Scalar<string>("SELECT detail FROM audit_entry"));
    }

    private static void Protection(IServiceCollection services) => services.AddDataProtection().SetApplicationName("CaseFlow");
}
