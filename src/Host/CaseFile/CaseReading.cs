using CaseFlow.Cases.Access;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Access;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Host.CaseFile;

/// <summary>Reads a case for whoever looks, cut down to what they may see.</summary>
public sealed class CaseReading(ICaseDataFactory cases, TaskService tasks, CaseProcessReading processes, ICaseEmails emails, ITaskStore store, CurrentViewer current)
{
    private const int MostEmails = 100;

    /// <summary>Null where there is no such case or the viewer may not know of it.</summary>
    public async Task<CaseView?> Find(string reference, CancellationToken cancellationToken)
    {
        if (current.Viewer is not { } viewer)
        {
            return null;
        }

        using var data = cases.Open();
        if (data.Cases.VisibleTo(viewer, data).FirstOrDefault(one => one.Reference == reference) is not { } file)
        {
            return null;
        }

        var access = CaseAccess.Load(data, file, viewer.On);
        var timeline = Timeline.Read(data, viewer, access);
        var decisions = Decisions(data, viewer, access);
        var caseTasks = await tasks.ForCase(file.Id, cancellationToken);
        var written = await emails.ForCase(file.Id, MostEmails, cancellationToken);
        return new CaseView(access, viewer)
        {
            School = data.Schools.Where(school => school.Id == file.SchoolId).Select(school => school.Name).First(),
            Partnership = data.Partnerships.Where(one => one.Id == file.PartnershipId).Select(one => one.Name).First(),
            PupilName = viewer.Sees(DataClass.Identity, access) == Sight.Full
                ? data.Pupils.Where(pupil => pupil.Id == file.PupilId).AsEnumerable().Select(pupil => pupil.Name).First()
                : null,
            Timeline = timeline,
            Decisions = decisions,
            Tasks = caseTasks,
            Emails = written,
            Processes = await processes.ForCase(file.Id, cancellationToken),
            People = Names(data, file, timeline, decisions, caseTasks, written),
            Lead = data.People.Where(person => person.Id == file.LeadPersonId).AsEnumerable().Select(person => person.Name).FirstOrDefault(),
            HasReferral = await store.LatestSubmission(file.Id, CaseAnswersReading.Referral, cancellationToken) is not null,
        };
    }

    private static List<DecisionRecord> Decisions(ICaseReader data, Viewer viewer, CaseAccess access) =>
        viewer.Sees(DataClass.PanelPapers, access) < Sight.Summary
            ? []
            : [.. data.Decisions.Include(record => record.Parties).Include(record => record.Evidence).Where(record => record.CaseId == access.Case.Id).OrderByDescending(record => record.RecordedAt)];

    private static Dictionary<Guid, string> Names(
        ICaseReader data, Case file, IReadOnlyList<TimelineEntry> timeline, List<DecisionRecord> decisions, IReadOnlyList<TaskRow> caseTasks, IReadOnlyList<CaseEmail> written)
    {
        var ids = timeline.Select(entry => entry.ByPersonId)
            .Concat(decisions.Select(record => record.RecordedByPersonId))
            .Concat(caseTasks.SelectMany(task => task.Candidates).Select(candidate => PersonOf(candidate.Place)))
            .Concat(written.Select(email => Guid.TryParse(email.Recipient, out var person) ? person : (Guid?)null))
            .Append(file.OpenedByPersonId)
            .OfType<Guid>()
            .Distinct()
            .ToList();
        return data.People.Where(person => ids.Contains(person.Id)).AsEnumerable().ToDictionary(person => person.Id, person => person.Name);
    }

    private static Guid? PersonOf(string place) =>
        place.StartsWith("person:", StringComparison.Ordinal) && Guid.TryParse(place["person:".Length..], out var person) ? person : null;
}
