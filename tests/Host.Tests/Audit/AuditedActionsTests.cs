using CaseFlow.Cases.Audit;
using CaseFlow.Cases.People;
using CaseFlow.Host.Tests.People;
using CaseFlow.Host.Tests.Running;
using CaseFlow.Workflows.Checks;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.Audit;

/// <summary>What people do on the pages stands in the audit log with what it did, by ids and codes only.</summary>
public sealed class AuditedActionsTests(RunningHost host) : IClassFixture<RunningHost>
{
    [Fact]
    public async Task Pages_WhatPeopleDo_IsInTheLogWithoutANameOrAnAddress()
    {
        var browser = host.Browse();
        await RunningHost.TrySignIn(browser, host.Administrator.Email, "Not The Password");
        await RunningHost.TrySignIn(browser, "nobody@example.org", "Not The Password");
        for (var attempt = 0; attempt < 6; attempt++)
        {
            await RunningHost.TrySignIn(browser, host.ReferrerElsewhere.Email, "Not The Password");
        }

        var administrator = await host.SignIn(host.Administrator);
        var added = await administrator.AddPerson(host.Typed("Audrey", "Auditable", "audrey@example.org"));
        Assert.NotEmpty(added.Password());
        var referrer = await host.SignIn(host.Referrer);
        await referrer.StartReferral(host.Pupil);

        var rows = await host.Services.GetRequiredService<IAuditLog>().Read().ToListAsync();

        var person = host.Read(data => data.People.Single(one => one.LastName == "Auditable").Id);
        var of = rows.Where(row => row.Subject == $"person:{person}").ToList();
        Assert.Equal([AuditActions.PersonAdded, AuditActions.RoleGiven, AuditActions.PasswordMade], of.Select(row => row.Action));
        Assert.All(of, row => Assert.Equal((host.Administrator.Id, Roles.Administrator), (row.PersonId, row.Role)));
        Assert.Contains(rows, row => row.Action == AuditActions.SignInFailed && row.PersonId == host.Administrator.Id);
        Assert.Contains(rows, row => row.Action == AuditActions.SignInFailed && row.PersonId is null && row.Subject == "account:");
        Assert.Single(rows, row => row.Action == AuditActions.AccountLocked && row.PersonId == host.ReferrerElsewhere.Id);
        Assert.Contains(rows, row => row.Action == AuditActions.SignedIn && row.PersonId == host.Referrer.Id);
        var started = Assert.Single(rows, row => row.Action == AuditActions.ReferralStarted);
        Assert.Equal((host.Referrer.Id, Roles.SchoolReferrer, $"school:{host.School.Id}"), (started.PersonId, started.Role, started.Organisation));
        Assert.NotNull(started.CaseId);

        string[] words = ["Audrey", "Auditable", "@", "Password1", host.Pupil.Surname, host.Pupil.Forename, host.Administrator.LastName];
        Assert.All(rows, row => Assert.DoesNotContain(words, word => $"{row.Detail} {row.Subject} {row.Reason} {row.Organisation}".Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain((await host.Services.GetRequiredService<InvariantChecker>().Report(new CheckOptions())).Violations, violation => violation.Invariant == "I9");
    }
}
