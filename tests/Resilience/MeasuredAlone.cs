namespace CaseFlow.Resilience;

/// <summary>Runs whose figures would be those of their neighbours come last, one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class MeasuredAlone
{
    public const string Name = "Measured alone";
}
