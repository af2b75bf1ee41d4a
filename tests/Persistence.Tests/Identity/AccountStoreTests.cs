using CaseFlow.Cases.People;
using CaseFlow.Persistence.Identity;
using CaseFlow.Persistence.Tests.Engine;
using CaseFlow.TestKit.Databases;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Persistence.Tests.Identity;

/// <summary>ASP.NET Core Identity on our store: its every save is an item of the gate.</summary>
public sealed class AccountStoreTests
{
    private static readonly Guid PersonId = new("01900000-0000-7000-8000-00000000000b");

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task CreateAsync_AnAccount_IsFoundAndItsPasswordChecked(DatabaseKind kind)
    {
        await using var host = await WithAPerson(kind);
        Assert.True((await With(host, users => users.CreateAsync(Example(), "a long enough Passphrase 1"))).Succeeded);

        var found = await With(host, users => users.FindByEmailAsync("COORDINATOR@example.org"));

        Assert.Equal(PersonId, found!.PersonId);
        Assert.True(await With(host, users => users.CheckPasswordAsync(found, "a long enough Passphrase 1")));
        Assert.False(await With(host, users => users.CheckPasswordAsync(found, "another")));
        Assert.False((await With(host, users => users.CreateAsync(Example(), "a long enough Passphrase 1"))).Succeeded);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task AccessFailedAsync_FiveTimes_LocksTheAccount(DatabaseKind kind)
    {
        await using var host = await WithAPerson(kind);
        await With(host, users => users.CreateAsync(Example(), "a long enough Passphrase 1"));

        for (var attempt = 0; attempt < 5; attempt++)
        {
            await With(host, async users => await users.AccessFailedAsync((await users.FindByNameAsync("coordinator@example.org"))!));
        }

        Assert.True(await With(host, async users => await users.IsLockedOutAsync((await users.FindByNameAsync("coordinator@example.org"))!)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task UpdateAsync_FromAStaleCopy_IsRefused(DatabaseKind kind)
    {
        await using var host = await WithAPerson(kind);
        await With(host, users => users.CreateAsync(Example(), "a long enough Passphrase 1"));
        await using var first = host.Services.CreateAsyncScope();
        await using var second = host.Services.CreateAsyncScope();
        var one = (await Users(first).FindByNameAsync("coordinator@example.org"))!;
        var other = (await Users(second).FindByNameAsync("coordinator@example.org"))!;

        one.PhoneNumber = "0116 496 0001";
        Assert.True((await Users(first).UpdateAsync(one)).Succeeded);
        other.PhoneNumber = "0116 496 0002";
        var refused = await Users(second).UpdateAsync(other);

        Assert.Equal("ConcurrencyFailure", Assert.Single(refused.Errors).Code);
        Assert.Equal("0116 496 0001", (await With(host, users => users.FindByNameAsync("coordinator@example.org")))!.PhoneNumber);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task SecondFactors_AnAuthenticatorAndAPasskey_AreKeptAndRemoved(DatabaseKind kind)
    {
        await using var host = await WithAPerson(kind);
        await With(host, users => users.CreateAsync(Example(), "a long enough Passphrase 1"));
        var passkey = new UserPasskeyInfo([1, 2, 3], [4, 5, 6], Bursts.Now, 7, ["internal"], isUserVerified: true, isBackupEligible: true, isBackedUp: false, [8], [9]) { Name = "Laptop" };

        await With(host, async users => await users.ResetAuthenticatorKeyAsync(await Account(users)));
        Assert.True((await With(host, async users => await users.AddOrUpdatePasskeyAsync(await Account(users), passkey))).Succeeded);

        Assert.False(string.IsNullOrEmpty(await With(host, async users => await users.GetAuthenticatorKeyAsync(await Account(users)))));
        Assert.Equal("Laptop", Assert.Single(await With(host, async users => await users.GetPasskeysAsync(await Account(users)))).Name);
        Assert.NotNull(await With(host, users => users.FindByPasskeyIdAsync([1, 2, 3])));
        Assert.True((await With(host, async users => await users.RemovePasskeyAsync(await Account(users), [1, 2, 3]))).Succeeded);
        Assert.Null(await With(host, users => users.FindByPasskeyIdAsync([1, 2, 3])));

        static async Task<Account> Account(UserManager<Account> users) => (await users.FindByNameAsync("coordinator@example.org"))!;
    }

    private static async Task<MigratedStorage> WithAPerson(DatabaseKind kind)
    {
        var host = await MigratedStorage.Create(kind, services => services.AddDataProtection().Services.AddIdentityCore<Account>(options =>
        {
            options.User.RequireUniqueEmail = true;
            options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        }).AddDefaultTokenProviders());
        await host.Gate.Run(scope =>
        {
            scope.Data.People.Add(new Person { Id = PersonId, FirstName = "Pat", LastName = "Otter", Email = "coordinator@example.org" });
            return scope.Data.SaveChanges();
        });
        return host;
    }

    private static Account Example() => new() { UserName = "coordinator@example.org", Email = "coordinator@example.org", PersonId = PersonId };

    private static UserManager<Account> Users(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<UserManager<Account>>();

    /// <summary>As a request would: in a scope of its own.</summary>
    private static async Task<T> With<T>(MigratedStorage host, Func<UserManager<Account>, Task<T>> work)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await work(Users(scope));
    }
}
