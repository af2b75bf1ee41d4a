using System.Net.Mail;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Schools;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Installing;
using CaseFlow.Host.People;
using CaseFlow.Host.SignIn;
using CaseFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;

namespace CaseFlow.Host.Commands;

/// <summary>Makes the first administrator of an installation that has no demo accounts. Administrators run accounts and lists; they see no case.</summary>
internal static class CreateAdministrator
{
    public static async Task<int> Run(string[] args, TextReader input, TextWriter output, TextWriter errors)
    {
        var email = Option(args, "--email");
        if (email is null || !MailAddress.TryCreate(email, out var address) || address.Address != email)
        {
            await errors.WriteLineAsync("Give the administrator's email address: create-admin --email name@example.com");
            return CommandLine.NotUnderstood;
        }

        using var host = CommandHost.Build(args);
        await host.Services.GetRequiredService<Preparation>().BringSchemaUpToDate();
        await using var scope = host.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await accounts.FindByEmailAsync(email) is not null)
        {
            await errors.WriteLineAsync("There is an account with this email address already. Use another address.");
            return CommandLine.Failed;
        }

        var (password, isMade) = await Password(args, input, output);
        var problems = await Create(scope.ServiceProvider, accounts, email, Option(args, "--first-name") ?? "System", Option(args, "--last-name") ?? "Administrator", password);
        if (problems.Count > 0)
        {
            foreach (var problem in problems)
            {
                await errors.WriteLineAsync(problem);
            }

            return CommandLine.Failed;
        }

        await output.WriteLineAsync($"The administrator {email} can sign in now.");
        if (isMade)
        {
            await output.WriteLineAsync($"Password: {password}");
            await output.WriteLineAsync("It is not shown again. Keep it safe.");
        }

        return CommandLine.Done;
    }

    private static async Task<IReadOnlyList<string>> Create(IServiceProvider services, UserManager<Account> accounts, string email, string firstName, string lastName, string password)
    {
        var account = new Account { UserName = email, Email = email, EmailConfirmed = true };
        foreach (var validator in accounts.PasswordValidators)
        {
            if (await validator.ValidateAsync(accounts, account, password) is { Succeeded: false } refused)
            {
                return [.. refused.Errors.Select(error => error.Description)];
            }
        }

        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        account.Id = Guid.CreateVersion7(now);
        services.GetRequiredService<AccountChanges>().With(scope => account.PersonId = Person(scope, email, firstName, lastName, now));
        var made = await accounts.CreateAsync(account, password);
        return [.. made.Errors.Select(error => error.Description)];
    }

    /// <summary>In one transaction with the account: nobody is left with a role and no way in.</summary>
    private static Guid Person(WriteScope scope, string email, string firstName, string lastName, DateTimeOffset now)
    {
        var data = scope.Data;
        if (data.People.FirstOrDefault(one => one.Email == email) is not { } person)
        {
            person = new() { Id = Guid.CreateVersion7(now), FirstName = firstName, LastName = lastName, Email = email };
            data.People.Add(person);
            scope.Audit(new(now, AuditActions.PersonAdded, new("person", person.Id), AuditActor.Nobody));
        }

        var role = new RoleAssignment
        {
            Id = Guid.CreateVersion7(now),
            PersonId = person.Id,
            Role = Roles.Administrator,
            Authority = LocalAuthorities.Own,
            From = LondonTime.DateOf(now),
        };
        data.RoleAssignments.Add(role);
        data.SaveChanges();
        scope.Audit(PersonWrite.Given(role, AuditActor.Nobody, now));
        return person.Id;
    }

    /// <summary>Typed, where somebody sits at the keyboard; made up otherwise. Never an argument: those are seen by others and kept in histories.</summary>
    private static async Task<(string Password, bool IsMade)> Password(string[] args, TextReader input, TextWriter output)
    {
        if (Console.IsInputRedirected && !args.Contains("--password-from-input", StringComparer.Ordinal))
        {
            return (MadePassword.New(), true);
        }

        await output.WriteAsync("Password (at least 12 characters; empty to have one made up): ");
        var typed = await input.ReadLineAsync();
        return string.IsNullOrEmpty(typed) ? (MadePassword.New(), true) : (typed, false);
    }

    private static string? Option(string[] args, string name) => CommandOptions.Value(args, name);
}
