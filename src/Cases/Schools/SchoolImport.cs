using System.Text.RegularExpressions;
using CaseFlow.Cases.Access;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Imports;
using CaseFlow.Cases.Partnerships;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Storage;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Cases.Schools;

/// <summary>Imports schools by URN, and the group each belongs to.</summary>
public sealed partial class SchoolImport(IWriteGate gate, TimeProvider clock)
{
    private static readonly Dictionary<string, SchoolKind> Kinds = new(StringComparer.Ordinal)
    {
        ["academy"] = SchoolKind.Academy,
        ["maintained"] = SchoolKind.Maintained,
        ["free school"] = SchoolKind.FreeSchool,
        ["studio school"] = SchoolKind.StudioSchool,
        ["special"] = SchoolKind.Special,
        ["independent"] = SchoolKind.Independent,
        ["alternative provision"] = SchoolKind.AlternativeProvision,
    };

    public static IReadOnlyList<CsvColumn> Columns { get; } =
    [
        new("urn", "The six-digit school number", IsRequired: true),
        new("name", "The school’s name", IsRequired: true),
        new("kind", string.Join(", ", Kinds.Keys), IsRequired: true),
        new("local_authority", "Leicestershire, Leicester City, Rutland or another authority’s name", IsRequired: true),
        new("laestab", "Authority and establishment number, seven digits"),
        new("active", "yes or no; yes when left out"),
        new("own_term_dates", "yes where the school publishes its own term dates"),
        new("address", "First line of the address"),
        new("town", "Town"),
        new("postcode", "Postcode"),
        new("phone", "Telephone number"),
        new("email", "The office’s email address"),
        new("partnership", "Code of the partnership or trust group it belongs to, such as NC"),
        new("partnership_from", "The day it joined"),
    ];

    /// <summary>Imports a file; only people of the authority who keep its lists, and administrators, may.</summary>
    public async Task<ImportResult> Run(Viewer viewer, Stream file, CancellationToken cancellationToken = default)
    {
        if (!MayImport(viewer))
        {
            return ImportResult.Refused([new ImportProblem(1, null, "You may not import schools. Ask your authority’s inclusion or data officer to do it")]);
        }

        var table = CsvTable.Read(file, Columns);
        return table.IsRefused
            ? ImportResult.Refused(table.Problems)
            : await ImportRun.InPages(gate, table, Apply, ImportRun.Entry("schools", AuditActor.Of(viewer), clock), cancellationToken);
    }

    public static bool MayImport(Viewer viewer) =>
        viewer.HoldsAtAuthority(Roles.Inclusion) || viewer.HoldsAtAuthority(Roles.AuthorityData) || viewer.HoldsAtAuthority(Roles.Administrator);

    private RowOutcome? Apply(ICaseData data, CsvRow row)
    {
        var urn = row.Required("urn", "Enter the school’s six-digit URN");
        if (urn.Length > 0 && !SixDigits().IsMatch(urn))
        {
            row.Problem("urn", "A URN has six digits. Check the number");
        }

        var name = row.Required("name", "Enter the school’s name", 120);
        var authority = LocalAuthorities.Spelt(row.Required("local_authority", "Enter the authority the school is in", 60));
        _ = row.Required("kind", $"Enter the kind of school: {string.Join(", ", Kinds.Keys)}");
        var kind = row.Choice("kind", Kinds);
        var laEstab = row.Text("laestab")?.Replace("/", "", StringComparison.Ordinal);
        if (laEstab is not null && !SevenDigits().IsMatch(laEstab))
        {
            row.Problem("laestab", "An LAESTAB has seven digits, the authority’s three first. Check the number");
        }

        var postcode = row.Text("postcode");
        if (postcode is not null && !Postcodes.IsValid(postcode))
        {
            row.Problem("postcode", "Enter a full UK postcode, like LE3 8RA");
        }

        var active = row.YesNo("active");
        var ownTermDates = row.YesNo("own_term_dates");
        var group = Group(data, row);
        var from = row.Date("partnership_from");
        if (group is not null && from is null && row.Problems.All(problem => problem.Column != "partnership_from"))
        {
            row.Problem("partnership_from", "Enter the day the school joined the group");
        }

        if (!row.IsGood)
        {
            return null;
        }

        var school = data.Schools.FirstOrDefault(one => one.Urn == urn);
        var isNew = school is null;
        school ??= data.Schools.Add(new School
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Urn = urn,
            Name = name,
            LocalAuthority = authority,
        }).Entity;
        school.Name = name;
        school.Kind = kind!.Value;
        school.LocalAuthority = authority;
        school.LaEstab = row.Has("laestab") ? laEstab : school.LaEstab;
        school.IsActive = active ?? school.IsActive;
        school.OwnTermDates = ownTermDates ?? school.OwnTermDates;
        school.AddressLine1 = row.Has("address") ? row.Text("address") : school.AddressLine1;
        school.Town = row.Has("town") ? row.Text("town") : school.Town;
        school.Postcode = postcode is null ? school.Postcode : Postcodes.Normalise(postcode);
        school.Phone = row.Has("phone") ? row.Text("phone") : school.Phone;
        school.Email = row.Has("email") ? row.Text("email") : school.Email;

        var changed = data.Entry(school).State == EntityState.Modified;
        if (group is not null)
        {
            changed |= Join(data, school.Id, group.Id, from!.Value);
        }

        data.SaveChanges();
        return isNew ? RowOutcome.Added : changed ? RowOutcome.Changed : RowOutcome.Unchanged;
    }

    private static Partnership? Group(ICaseData data, CsvRow row)
    {
        if (row.Text("partnership") is not { } code)
        {
            return null;
        }

        var groups = data.Partnerships.ToList();
        var group = groups.Find(one => string.Equals(one.Code, code, StringComparison.OrdinalIgnoreCase));
        if (group is null)
        {
            row.Problem("partnership", $"There is no group with this code. Enter one of: {string.Join(", ", groups.Select(one => one.Code).Order(StringComparer.Ordinal))}");
        }

        return group;
    }

    // A school is in one group at a time: joining one ends the membership that ran into it.
    private bool Join(ICaseData data, Guid schoolId, Guid partnershipId, DateOnly from)
    {
        var memberships = data.SchoolMemberships.Where(one => one.SchoolId == schoolId).ToList();
        if (memberships.Exists(one => one.PartnershipId == partnershipId && one.From == from))
        {
            return false;
        }

        foreach (var earlier in memberships.Where(one => one.From < from && (one.To is null || one.To >= from)))
        {
            if (earlier.PartnershipId == partnershipId)
            {
                return false;
            }

            earlier.To = from.AddDays(-1);
        }

        var next = memberships.Where(one => one.From > from).OrderBy(one => one.From).FirstOrDefault();
        data.SchoolMemberships.Add(new SchoolMembership
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            SchoolId = schoolId,
            PartnershipId = partnershipId,
            From = from,
            To = next?.From.AddDays(-1),
        });
        return true;
    }

    [GeneratedRegex(@"^[0-9]{6}\z", RegexOptions.NonBacktracking)]
    private static partial Regex SixDigits();

    [GeneratedRegex(@"^[0-9]{7}\z", RegexOptions.NonBacktracking)]
    private static partial Regex SevenDigits();
}
