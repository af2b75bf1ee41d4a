using CaseFlow.Benchmarks;
using CaseFlow.TestKit.Databases;

// Every figure, or those whose name holds the word given: dotnet run -c Release --project tests/Benchmarks -- memory
(string Name, Func<Task> Run)[] figures =
[
    ("gate", GateSteps.BesideRawSqlite),
    ("memory", () => Do(InMemory.Flowcharts)),
    ("memory-bpmn", () => Do(InMemory.BesideBpmnEngine)),
    ("diamonds", () => Do(InMemory.Diamonds)),
    ("state", () => Do(InMemory.SuspendedState)),
    ("loop-memory", () => Do(InMemory.FlatInHistory)),
    ("durable-sqlite", Durable.OnSqlite),
    ("loop-durable", Durable.FlatInHistory),
    ("durable-postgres", Durable.OnPostgres),
    ("timers", TimerDrain.OnSqlite),
];

if (Array.Find(args, word => !Array.Exists(figures, figure => figure.Name.Contains(word, StringComparison.OrdinalIgnoreCase))) is { } unknown)
{
    Console.Error.WriteLine($"No figure has \"{unknown}\" in its name: {string.Join(", ", figures.Select(figure => figure.Name))}");
    return 2;
}

PostgresServer.WaitsForTheDisk = true;
foreach (var (name, run) in figures)
{
    if (args.Length == 0 || args.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
    {
        await run();
    }
}

return 0;

static Task Do(Action figure)
{
    figure();
    return Task.CompletedTask;
}
