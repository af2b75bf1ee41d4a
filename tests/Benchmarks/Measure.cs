namespace CaseFlow.Benchmarks;

/// <summary>Runs a figure and its baselines in turn, several times, and reports medians, so that a noisy neighbour falls on both.</summary>
public static class Measure
{
    public const int Rounds = 15;

    /// <summary>The median of each measurement over interleaved rounds, in the order given.</summary>
    public static double[] Interleaved(params Func<double>[] measurements)
    {
        var samples = measurements.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            for (var index = 0; index < measurements.Length; index++)
            {
                var value = measurements[index]();
                if (round > 0)
                {
                    samples[index].Add(value);
                }
            }
        }

        return [.. samples.Select(Median)];
    }

    public static double Median(List<double> values)
    {
        values.Sort();
        return values.Count % 2 == 1 ? values[values.Count / 2] : (values[values.Count / 2 - 1] + values[values.Count / 2]) / 2;
    }

    public static void Print(string name, string figure, string beside) => Console.WriteLine($"{name,-46} {figure,-34} {beside}");
}
