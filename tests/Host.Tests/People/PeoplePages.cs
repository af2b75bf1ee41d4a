using CaseFlow.Cases.People;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.People;

/// <summary>What an administrator does on the pages of people.</summary>
internal static class PeoplePages
{
    public const string Form = "main form";

    /// <summary>What is typed for a new person with a role at the school.</summary>
    public static Dictionary<string, string> Typed(this RunningHost host, string first, string last, string email, string role = Roles.SchoolReferrer) => new()
    {
        ["firstName"] = first,
        ["lastName"] = last,
        ["email"] = email,
        ["role"] = role,
        ["school"] = host.School.Id.ToString(),
    };

    public static async Task<Answer> AddPerson(this Browser administrator, Dictionary<string, string> typed) =>
        await administrator.Submit(await administrator.Get("/people/new"), Form, typed);

    /// <summary>The password that a page shows, which it must.</summary>
    public static string Password(this Answer page) => page.Page.QuerySelector("#made-password")!.TextContent;

    /// <summary>The address of the person a page is about.</summary>
    public static string PersonAddress(this Answer page) => page.Page.QuerySelector("a[href$='/roles/new']")!.GetAttribute("href")!.Replace("/roles/new", "", StringComparison.Ordinal);

    public static T Read<T>(this RunningHost host, Func<ICaseData, T> read)
    {
        using var data = host.Services.GetRequiredService<ICaseDataFactory>().Open();
        return read(data);
    }

    public static Task Write(this RunningHost host, Action<ICaseData> work) => host.Services.GetRequiredService<IWriteGate>().Run(scope =>
    {
        var data = scope.Data;
        work(data);
        return data.SaveChanges();
    });
}
