using System.Collections.Immutable;

namespace CaseFlow.Designer.Diagram;

/// <summary>A step that may come next, and the exits that lead to it ("Panel", "No").</summary>
public sealed record NextStep(PictureStep Step, ImmutableArray<string> Exits);

/// <summary>A step of the path with the visit that put it there.</summary>
public sealed record PathStep(PictureStep Step, StepVisit Visit);

/// <summary>
/// One case's way through a process in the order it happened, and what can come next. Choices, bookkeeping and emails are
/// left out: a reader wants what was done, for whom it waits, and what may follow.
/// </summary>
public sealed record CasePath(ImmutableArray<PathStep> Done, ImmutableArray<PathStep> Current, ImmutableArray<NextStep> Next)
{
    public static CasePath Of(WorkflowPicture picture, CaseProgress progress)
    {
        var steps = progress.Visits
            .Select(visit => (Step: picture.Step(visit.ActivityId), Visit: visit))
            .Where(one => one.Step is not null && IsTold(one.Step))
            .Select(one => new PathStep(one.Step!, one.Visit))
            .ToList();
        var current = steps.Where(step => step.Visit.EndedAt is null).ToImmutableArray();
        return new(
            [.. steps.Where(step => step.Visit.EndedAt is not null)],
            current,
            [
                .. current.SelectMany(step => After(picture, step.Step.ActivityId))
                    .DistinctBy(next => (next.Step.ActivityId, string.Join('|', next.Exits)))
                    .Where(next => !IsOtherwise(next) || progress.StateOf(next.Step.ActivityId) == StepState.Ahead)
                    .OrderBy(IsOtherwise),
            ]);
    }

    // What follows where no other exit fits. Back to where the case has been it is a safeguard of the process, not news.
    private static bool IsOtherwise(NextStep next) => next.Exits is [.., "Otherwise"];

    private static bool IsTold(PictureStep step) => step switch
    {
        { Kind: StepKind.Case } => step.Type is "CaseFlow.SetStage" or "CaseFlow.RunChecks",
        _ => step.Kind is StepKind.Person or StepKind.Wait or StepKind.Process,
    };

    private static List<NextStep> After(WorkflowPicture picture, string activityId)
    {
        var found = new List<NextStep>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { activityId };
        Follow(activityId, []);
        return found;

        void Follow(string from, ImmutableArray<string> exits)
        {
            var arrows = picture.After(from).ToList();
            foreach (var arrow in arrows)
            {
                // A single exit says nothing: it is the only way on.
                var path = arrow.Exit.Length == 0 || arrows.Count == 1 ? exits : exits.Add(arrow.Exit);
                var step = picture.Step(arrow.To)!;
                if (IsTold(step))
                {
                    found.Add(new(step, path));
                }
                else if (seen.Add(step.ActivityId))
                {
                    Follow(step.ActivityId, path);
                }
            }
        }
    }
}
