using CaseFlow.Cases.Partnerships;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Schools;
using CaseFlow.Cases.Storage;
using CaseFlow.TestKit.People;

namespace CaseFlow.Resilience.Worker.Referrals;

/// <summary>One school with its people and as many pupils as there are to be referrals. Made once; found again after a kill.</summary>
internal sealed class SmallWorld(IWriteGate gate, ICaseDataFactory cases, TimeProvider clock)
{
    private const string Urn = "199999";

    public async Task Prepare(int pupils)
    {
        using (var data = cases.Open())
        {
            if (data.Schools.Any(school => school.Urn == Urn))
            {
                return;
            }
        }

        var now = clock.GetUtcNow();
        var from = DateOnly.FromDateTime(now.UtcDateTime).AddYears(-1);
        await gate.Run(scope =>
        {
            var data = scope.Data;
            var partnership = data.Partnerships.Single(one => one.Code == "NC").Id;
            var school = Guid.CreateVersion7(now);
            data.Schools.Add(new School { Id = school, Urn = Urn, Name = "Ashlow Vale School", LocalAuthority = LocalAuthorities.Own });
            data.SchoolMemberships.Add(new SchoolMembership { Id = Guid.CreateVersion7(now), SchoolId = school, PartnershipId = partnership, From = from });
            foreach (var role in new[] { Roles.SchoolReferrer, Roles.SchoolHead, Roles.Coordinator, Roles.Chair, Roles.Inclusion })
            {
                var person = Guid.CreateVersion7(now);
                data.People.Add(new Person { Id = person, FirstName = "Robin", LastName = "Otter", Email = $"{role.ToLowerInvariant()}@example.org", IsSynthetic = true });
                data.RoleAssignments.Add(new RoleAssignment
                {
                    Id = Guid.CreateVersion7(now),
                    PersonId = person,
                    Role = role,
                    SchoolId = Roles.PlaceOf(role) == RolePlace.School ? school : null,
                    PartnershipId = Roles.PlaceOf(role) == RolePlace.Partnership ? partnership : null,
                    Authority = Roles.PlaceOf(role) == RolePlace.Authority ? LocalAuthorities.Own : null,
                    From = from,
                });
            }

            for (var index = 0; index < pupils; index++)
            {
                data.Pupils.Add(InventedPupil.At(school, now));
            }

            return data.SaveChanges();
        });
    }
}
