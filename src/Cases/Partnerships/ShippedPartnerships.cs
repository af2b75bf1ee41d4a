using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.Partnerships;

/// <summary>The five partnerships the product begins with. From then on they are data of their owners.</summary>
public static class ShippedPartnerships
{
    private static readonly DateOnly Ks4From = new(2013, 9, 1);
    private static readonly DateOnly Ks3From = new(2014, 4, 1);

    public static IReadOnlyList<(string Code, string Name)> All { get; } =
    [
        ("HB", "Hinckley & Bosworth"),
        ("MSC", "Melton and South Charnwood"),
        ("NC", "North Charnwood (Loughborough)"),
        ("NW", "North West"),
        ("SL", "South Leicestershire"),
    ];

    /// <summary>Adds those whose code is not held yet and says how many; never touches one that is.</summary>
    public static int Load(ICaseData data, DateTimeOffset at)
    {
        var held = data.Partnerships.Select(group => group.Code).ToHashSet(StringComparer.Ordinal);
        var missing = All.Where(group => !held.Contains(group.Code)).ToList();
        foreach (var (code, name) in missing)
        {
            data.Partnerships.Add(new Partnership
            {
                Id = Guid.CreateVersion7(at),
                Code = code,
                Name = name,
                Kind = PartnershipKind.Partnership,
                Governance = GovernanceMode.ChairLed,
                Ks3ResponsibilityFrom = Ks3From,
                Ks4ResponsibilityFrom = Ks4From,
                ValidFrom = Ks4From,
            });
        }

        data.SaveChanges();
        return missing.Count;
    }
}
