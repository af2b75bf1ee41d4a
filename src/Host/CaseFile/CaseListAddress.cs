using System.Globalization;
using CaseFlow.Cases.CaseFiles;
using Microsoft.AspNetCore.Http.Extensions;

namespace CaseFlow.Host.CaseFile;

/// <summary>Where a page of cases begins: after this one.</summary>
public readonly record struct CaseKey(DateTimeOffset OpenedAt, Guid CaseId);

/// <summary>Everything a list of cases shows, as its address says it.</summary>
/// <param name="Stage">Only cases at this stage; null for all that are open.</param>
/// <param name="Reference">The beginning of a reference, which says nothing of a child.</param>
public sealed record CaseListAddress(CaseStage? Stage, Guid? School, string? Reference, CaseKey? After)
{
    private const string Path = "/cases";

    public static CaseListAddress Read(string? stage, string? school, string? reference, string? after) => new(
        Enum.TryParse<CaseStage>(stage, out var known) && Enum.IsDefined(known) ? known : null,
        Guid.TryParse(school, out var id) ? id : null,
        string.IsNullOrWhiteSpace(reference) ? null : reference.Trim().ToUpperInvariant(),
        ReadKey(after));

    public CaseListAddress FromStart => this with { After = null };

    public override string ToString()
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("stage", Stage?.ToString()), ("school", School?.ToString()), ("reference", Reference) })
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        if (After is { } key)
        {
            query.Add("after", key.OpenedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) + "." + key.CaseId.ToString("N"));
        }

        return Path + query.ToQueryString();
    }

    private static CaseKey? ReadKey(string? text) =>
        text?.Split('.') is [var opened, var id]
        && long.TryParse(opened, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < 253_402_300_799_000
        && Guid.TryParseExact(id, "N", out var caseId)
            ? new(DateTimeOffset.FromUnixTimeMilliseconds(at), caseId)
            : null;
}
