using CaseFlow.Resilience.Worker.FullDisk;
using CaseFlow.Resilience.Worker.Poison;
using CaseFlow.Resilience.Worker.Referrals;

// A process of its own for tests that kill it, let it kill itself, or take its disk away. What it says on a line of its
// own is for the test that started it.
return args[0] switch
{
    "nothing" => Nothing(),
    "referrals" => await ReferralRun.Run(args[1..]),
    "referrals-check" => await ReferralRun.Check(args[1..]),
    "poison" => await PoisonRun.Run(args[1]),
    "full-disk" => await FullDiskRun.Run(args[1]),
    _ => throw new ArgumentException($"There is no run called {args[0]}."),
};

// What a process costs that does nothing of ours: beside it a start is measured.
static int Nothing()
{
    Console.WriteLine("done");
    return 0;
}
