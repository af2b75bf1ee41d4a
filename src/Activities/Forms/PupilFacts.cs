using System.Collections.Immutable;
using CaseFlow.Cases.Pupils;
using NodaTime;

namespace CaseFlow.Activities.Forms;

/// <summary>What a form's conditions may know of the pupil's record: codes only, no words and no name.</summary>
public static class PupilFacts
{
    /// <summary>The facts: pupil.senStatus (none, support, plan), pupil.careStatus, pupil.socialCare, pupil.homeAuthority.</summary>
    public static FormContext For(Pupil pupil, LocalDate today) => new(today, new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["pupil.senStatus"] = Camel(pupil.SenStatus),
        ["pupil.careStatus"] = Camel(pupil.CareStatus),
        ["pupil.socialCare"] = Camel(pupil.SocialCare),
        ["pupil.homeAuthority"] = pupil.HomeAuthority,
    }.ToImmutableDictionary());

    private static string Camel<T>(T value)
        where T : struct, Enum => FormElement.Camel(value);
}
