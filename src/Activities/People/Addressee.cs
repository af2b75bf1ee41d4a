using System.Collections.Immutable;
using CaseFlow.Cases.People;
using CaseFlow.Engine.Values;

namespace CaseFlow.Activities.People;

public enum AddresseePlace
{
    /// <summary>The case's school.</summary>
    School,

    /// <summary>The case's partnership.</summary>
    Partnership,

    Authority,

    /// <summary>An organisation by its name.</summary>
    Organisation,

    /// <summary>One person by their id, whatever roles they hold.</summary>
    Person,
}

/// <summary>
/// Who is meant: a role at a place of the case. Who that is, is found out when it is needed, never kept.
/// </summary>
/// <param name="Name">The organisation's name or the person's id; null otherwise.</param>
public sealed record Addressee(string Role, AddresseePlace Place, string? Name = null)
{
    /// <summary>The role of a person meant by id.</summary>
    public const string PersonRole = "PERSON";

    /// <summary>
    /// Reads what the "roles" editor writes: "COORD", "LA-SENA@Authority", { "role": "SCH-HEAD", "place": "School" },
    /// { "role": "AP", "place": "Organisation", "name": "…" }, { "person": "id" }, or a list of these.
    /// </summary>
    public static ImmutableArray<Addressee> ReadAll(Value value, out string? problem)
    {
        problem = null;
        var read = ImmutableArray.CreateBuilder<Addressee>();
        foreach (var item in Items(value))
        {
            if (Read(item) is { } addressee)
            {
                read.Add(addressee);
            }
            else
            {
                problem = $"\"{Shown(item)}\" is not a role CaseFlow knows. Use a code such as COORD or SCH-HEAD.";
            }
        }

        return read.ToImmutable();
    }

    public Value ToValue() => Name is null
        ? Value.Map(("role", Role), ("place", Place.ToString()))
        : Value.Map(("role", Role), ("place", Place.ToString()), ("name", Name));

    private static IEnumerable<Value> Items(Value value) => value.Kind switch
    {
        ValueKind.List => value.AsList.SelectMany(Items),
        ValueKind.Text => value.AsText!.Split([',', '>', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => Value.Of(part)),
        ValueKind.Map => [value],
        _ => [],
    };

    private static Addressee? Read(Value value)
    {
        if (value.Kind == ValueKind.Text)
        {
            var parts = value.AsText!.Split('@', 2);
            return parts.Length == 2
                ? Enum.TryParse<AddresseePlace>(parts[1], ignoreCase: true, out var given) ? OfRole(parts[0], given, null) : OfRole(parts[0], AddresseePlace.Organisation, parts[1])
                : OfRole(parts[0], null, null);
        }

        if (value["person"].AsText is { Length: > 0 } person)
        {
            return Guid.TryParse(person, out var id) ? new(PersonRole, AddresseePlace.Person, id.ToString("D")) : null;
        }

        if (value["place"].AsText is not { Length: > 0 } place)
        {
            return OfRole(value["role"].AsText ?? "", null, value["name"].AsText);
        }

        return Enum.TryParse<AddresseePlace>(place, ignoreCase: true, out var parsed)
            ? parsed == AddresseePlace.Person && Guid.TryParse(value["name"].AsText, out var named)
                ? new(PersonRole, parsed, named.ToString("D"))
                : OfRole(value["role"].AsText ?? "", parsed, value["name"].AsText)
            : null;
    }

    private static Addressee? OfRole(string role, AddresseePlace? place, string? name)
    {
        role = role.Trim();
        if (!Roles.IsKnown(role) || place == AddresseePlace.Person)
        {
            return null;
        }

        var at = place ?? Roles.PlaceOf(role) switch
        {
            RolePlace.School => AddresseePlace.School,
            RolePlace.Partnership => AddresseePlace.Partnership,
            RolePlace.Organisation => AddresseePlace.Organisation,
            _ => AddresseePlace.Authority,
        };
        return new(role, at, at == AddresseePlace.Organisation ? name : null);
    }

    private static string Shown(Value item) => item.AsText ?? item["role"].AsText ?? item["person"].AsText ?? "(empty)";
}
