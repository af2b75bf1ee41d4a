namespace CaseFlow.Engine.Tests.Soundness;

/// <summary>Rules about arrows, joins and loops: each with flowcharts that trip it and the nearest ones that do not.</summary>
public class FlowRuleTests
{
    [Fact]
    public void UnreachableSteps_NothingLeadsThere_AreReported() =>
        Assert.Equal("unreachable-step b, unreachable-step c", Chart().Lines("a", "b", "c").Link("b > c").Findings());

    [Fact]
    public void UnreachableSteps_LoopThatNothingEnters_IsReported() =>
        Assert.Equal("unreachable-step b, unreachable-step c", Chart().Step("s", "Elsa.Start").Lines("a", "b", "c").Link("s > a, b > c > b").Findings());

    [Fact]
    public void UnreachableSteps_AfterAnEndInASequence_AreReported() => Assert.Equal(
        "unreachable-step b",
        Chart().Step("q", "Elsa.Sequence", ("activities", Activities(("a", "Elsa.WriteLine"), ("z", "Elsa.End"), ("b", "Elsa.WriteLine")))).Findings());

    [Fact]
    public void UnreachableSteps_AllLinked_AreNot()
    {
        Assert.Equal("", Chart().Lines("a", "b", "c").Link("a > b > c").Findings());
        Assert.Equal("", Chart().Step("q", "Elsa.Sequence", ("activities", Activities(("a", "Elsa.WriteLine"), ("b", "Elsa.WriteLine"), ("z", "Elsa.End")))).Findings());
    }

    [Fact]
    public void ConnectionsNeverFollowed_PortThatIsNoOutcome_IsReported()
    {
        Assert.Equal("port-left-open f, unknown-exit f", Chart().Fork("f", "A", "B").Lines("a", "c").Link("f:A > a, f:C > c").Findings());
        Assert.Equal("port-left-open d, unknown-exit d", Chart().Input("X").Decision("d").Lines("a", "b").Link("d:True > a, d:Done > b").Findings());
        Assert.Equal("connection-never-followed z", Chart().Lines("a", "b").Ends("z").Link("a > z > b").Findings());
    }

    [Fact]
    public void ConnectionsNeverFollowed_StepNoRunComesTo_IsReportedToo() =>
        Assert.Equal("unknown-exit b, unreachable-step b, unreachable-step c", Chart().Lines("a", "b", "c").Link("b:Maybe > c > b").Findings());

    [Fact]
    public void ConnectionsNeverFollowed_OutcomeOrUnknownOutcomes_AreNot()
    {
        Assert.Equal("", Chart().Fork("f", "A", "B").Lines("a", "b").Link("f:A > a, f:B > b").Findings());
        Assert.Equal("", Chart().Step("f", "Elsa.FlowFork", ("branches", TestChart.Script("['A', 'B']"))).Lines("a", "b").Link("f:A > a, f:B > b").Findings());
    }

    [Fact]
    public void PortsLeftOpen_SomeExitsJoined_AreReported()
    {
        Assert.Equal("port-left-open d", Chart().Input("X").Decision("d").Lines("a").Link("d:True > a").Findings());
        Assert.Equal("port-left-open k", Chart().Input("X").Switch("k", "MatchFirst", "A", "B").Lines("a", "b").Link("k:A > a, k:B > b").Findings());
        Assert.Equal("port-left-open t", Chart().Task("t", outcomes: ["Agree", "Refuse"]).Lines("a").Link("t:Agree > a").Findings());
    }

    [Theory]
    [InlineData("Elsa.ExecuteWorkflow", true, "p > a", "")]
    [InlineData("Elsa.ExecuteWorkflow", true, "p:Completed > a, p:Faulted > a", "port-left-open p")]
    [InlineData("Elsa.ExecuteWorkflow", true, "p:Completed > a, p:Faulted > a, p:Cancelled > a", "")]
    [InlineData("Elsa.DispatchWorkflow", false, "p > a", "")]
    [InlineData("Elsa.BulkDispatchWorkflows", true, "p > a", "")]
    [InlineData("Elsa.BulkDispatchWorkflows", true, "p:Completed > a", "port-left-open p")]
    public void PortsLeftOpen_OfAnotherProcess_AreThoseThatNoArrowFollows(string type, bool waits, string arrows, string findings) => Assert.Equal(
        findings,
        Chart().Step("p", type, ("workflowDefinitionId", TestChart.Literal("other")), ("waitForCompletion", TestChart.Literal(waits))).Lines("a").Link(arrows).Findings());

    [Fact]
    public void LoopsWithoutWaitOrExit_RoundThroughAnotherProcess_HasNoExit() => Assert.Equal(
        "loop-without-exit p",
        Chart().Step("p", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", TestChart.Literal("other")), ("waitForCompletion", TestChart.Literal(true))).Waits("w").Link("p > w > p").Findings());

    [Fact]
    public void ByTokens_StepsArrowsExitsAndLoops_AreCheckedAsByCounters()
    {
        Assert.Equal("unreachable-step b", Chart().Merging("a", "Stream").Lines("b").Findings());
        Assert.Equal("port-left-open d", Chart().Input("X").Decision("d").Merging("a", "Stream").Link("d:True > a").Findings());
        Assert.Equal("loop-without-wait a", Chart().Step("s", "Elsa.Start").Lines("a").Merging("b", "Stream").Link("s > a > b > a").Findings());
        Assert.Equal("end-beside-running-branch z", Chart().Fork("f", "A", "B").Waits("a", "b").Ends("z").Merging("m", "Stream").Link("f:A > a > z, f:B > b > m").Findings());
        Assert.Equal("", Chart().Input("X").Decision("d").Lines("b").Merging("a", "Stream").Link("d:True > a, d:False > b > a").Findings());
    }

    [Theory]
    [InlineData("Merge", "join-never-satisfied m")]
    [InlineData("Converge", "join-never-satisfied m")]
    [InlineData("Stream", "")]
    [InlineData("Cascade", "")]
    [InlineData("Race", "")]
    public void JoinsNeverSatisfied_ByTokensBehindAChoice_AreThoseThatWaitForAllTokens(string mode, string findings) =>
        Assert.Equal(findings, Chart().Input("X").Decision("d").Lines("a", "b").Merging("m", mode).Link("d:True > a > m, d:False > b > m").Findings());

    [Theory]
    [InlineData("WaitAll", "join-never-satisfied j")]
    [InlineData("WaitAllActive", "join-never-satisfied j")]
    [InlineData("WaitAny", "")]
    public void JoinsNeverSatisfied_ByTokens_AFlowJoinGoesByItsOwnMode(string mode, string findings) =>
        Assert.Equal(findings, Chart().Input("X").Decision("d").Lines("a", "b").Merging("m", "Stream").Join("j", mode).Link("d:True > a > j, d:False > b > j > m").Findings());

    [Fact]
    public void JoinsNeverSatisfied_ByTokensThatEveryRunOrALaterRoundBrings_AreNot()
    {
        Assert.Equal("", Chart().Fork("f", "A", "B").Lines("a", "b").Merging("m", "Merge").Link("f:A > a > m, f:B > b > m").Findings());
        Assert.Equal("", Chart().Input("X").Step("s", "Elsa.Start").Waits("w").Decision("d").Decision("e").Lines("x").Merging("m", "Merge").Link("s > w > d, d:True > m, d:True > e, d:False > m, d:False > e, e:True > w, e:False > x").Findings());
    }

    [Fact]
    public void JoinsNeverSatisfied_ByTokensOfABranchThatAChoiceLeavesOut_MayWaitForEver()
    {
        Assert.Equal("join-may-wait m", Chart().Input("X").Fork("f", "A", "B").Decision("d").Waits("a", "b").Lines("n").Merging("m", "Merge").Link("f:A > d, d:True > a > m, d:False > n, f:B > b > m").Findings());
        Assert.Equal("", Chart().Input("X").Fork("f", "A", "B").Decision("d").Waits("a", "b").Lines("n", "x").Merging("m", "Merge").Link("f:A > d, d:True > a > x, d:False > n > x > m, f:B > b > m").Findings());
        Assert.Equal("", Chart().Input("X").Fork("f", "A", "B").Decision("d").Waits("a", "b").Lines("n").Merging("m", "Stream").Link("f:A > d, d:True > a > m, d:False > n, f:B > b > m").Findings());
    }

    [Fact]
    public void JoinsNeverSatisfied_ByTokens_SaysThatItWaitsForEverAndWhereItIsSet()
    {
        var problem = Assert.Single(Chart().Input("X").Decision("d").Lines("a", "b").Merging("m", "Merge").Link("d:True > a > m, d:False > b > m").Check());
        Assert.Equal(("$.root.activities[3].customProperties.mergeMode", "customProperties.mergeMode"), (problem.Path, problem.Property));
        Assert.Contains("It waits for ever", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Stream", problem.Suggestion, StringComparison.Ordinal);
    }

    [Fact]
    public void JoinsNeverSatisfied_BranchThatAChoiceLeavesOut_MayBeSkipped() => Assert.Equal(
        "join-may-be-skipped j",
        Chart().Input("X").Fork("f", "A", "B").Decision("d").Waits("a", "b").Lines("n", "x").Join("j", "WaitAll").Link("f:A > d, d:True > a > j, d:False > n, f:B > b > j > x").Findings());

    [Fact]
    public void JoinsNeverSatisfied_ChoiceThatMeetsAgainOrEndsTheProcess_AreNot()
    {
        Assert.Equal("", Chart().Input("X").Fork("f", "A", "B").Decision("d").Waits("a", "b").Lines("m", "x").Join("j", "WaitAll").Link("f:A > d, d:True > a > m, d:False > m > j, f:B > b > j > x").Findings());
        Assert.Equal("end-beside-running-branch z", Chart().Input("X").Fork("f", "A", "B").Decision("d").Waits("a", "b").Lines("x").Ends("z").Join("j", "WaitAll").Link("f:A > d, d:True > a > j, d:False > z, f:B > b > j > x").Findings());
        Assert.Equal("", Chart().Input("X").Fork("f", "A", "B").Decision("d").Waits("a", "b").Lines("n", "x").Join("j", "WaitAllActive").Link("f:A > d, d:True > a > j, d:False > n, f:B > b > j > x").Findings());
    }

    [Fact]
    public void PortsLeftOpen_AllOrNoneJoined_AreNot()
    {
        Assert.Equal("", Chart().Input("X").Decision("d").Lines("a").Link("d:True > a, d:False > a").Findings());
        Assert.Equal("", Chart().Lines("a").Task("t", outcomes: ["Agree", "Refuse"]).Link("a > t").Findings());
    }

    [Fact]
    public void JoinsNeverSatisfied_BranchesOfOneChoice_AreReported()
    {
        Assert.Equal("join-never-satisfied j", Chart().Input("X").Decision("d").Lines("a", "b").Join("j", "WaitAll").Link("d:True > a > j, d:False > b > j").Findings());
        Assert.Equal("join-never-satisfied j", Chart().Task("t", outcomes: ["Yes", "No"]).Lines("a", "b", "c").Join("j", "WaitAll").Link("t:Yes > a > b > j, t:No > c > j").Findings());
        Assert.Equal("join-never-satisfied j", Chart().Input("X").Decision("d").Join("j", "WaitAll").Link("d:True > j, d:False > j").Findings());
        Assert.Equal(
            "join-never-satisfied j, port-left-open f, unknown-exit f",
            Chart().Fork("f", "A", "B").Lines("a", "b").Join("j", "WaitAll").Link("f:A > a > j, f:C > b > j").Findings());
    }

    [Fact]
    public void JoinsNeverSatisfied_BranchesThatCanMeet_AreNot()
    {
        Assert.Equal("", Chart().Fork("f", "A", "B").Lines("a", "b").Join("j", "WaitAll").Link("f:A > a > j, f:B > b > j").Findings());
        Assert.Equal("", Chart().Input("X").Decision("d").Lines("a", "b").Join("j", "WaitAllActive").Link("d:True > a > j, d:False > b > j").Findings());
        Assert.Equal("", Chart().Input("X").Switch("k", "MatchAny", "A", "B").Lines("a", "b", "c").Join("j", "WaitAll").Link("k:A > a > j, k:B > b > j, k:Default > c").Findings());
        Assert.Equal("", Chart().Input("X").Fork("f", "A", "B").Decision("d").Lines("a", "b", "c").Join("j", "WaitAll").Link("f:A > d, d:True > a > j, d:False > c, f:B > b > j").Findings());
    }

    [Fact]
    public void LoopsWithoutWaitOrExit_NoExit_AreReported()
    {
        Assert.Equal("loop-without-wait a", Chart().Lines("a", "b").Link("a > b > a").Findings());
        Assert.Equal("loop-without-wait a", Chart().Lines("a").Link("a > a").Findings());
        Assert.Equal("loop-without-exit a", Chart().Lines("a").Waits("e").Link("a > e > a").Findings());
        Assert.Equal("loop-without-wait a", Chart().Input("X").Lines("a", "b").Decision("d").Link("a > d, d:True > b > a, d:False > a").Findings());
        Assert.Equal("loop-without-wait l", Chart().Step("l", "Elsa.While", ("condition", TestChart.Script("true")), ("body", Activity("a", "Elsa.WriteLine"))).Findings());
        Assert.Equal("loop-without-exit l", Chart().Step("l", "Elsa.While", ("condition", TestChart.Literal(true)), ("body", Activity("e", "Elsa.Event", ("eventName", TestChart.Literal("x"))))).Findings());
    }

    [Fact]
    public void LoopsWithoutWaitOrExit_WithAnExit_AreNot()
    {
        Assert.Equal("", Chart().Input("X").Lines("a", "b").Decision("d").Link("a > d, d:True > a, d:False > b").Findings());
        Assert.Equal("", Chart().Input("X").Lines("a").Decision("d").Ends("z").Link("a > d, d:True > a, d:False > z").Findings());
        Assert.Equal("port-left-open d", Chart().Input("X").Lines("a").Decision("d").Link("a > d, d:True > a").Findings());
        Assert.Equal("", Chart().Input("X").Step("l", "Elsa.While", ("condition", TestChart.Script("getInput('X') > 1")), ("body", Activity("a", "Elsa.WriteLine"))).Findings());
        Assert.Equal("", Chart().Step("l", "Elsa.While", ("condition", TestChart.Script("true")), ("body", Activity("a", "Elsa.Break"))).Findings());
    }

    [Fact]
    public void LoopsWithoutWaitOrExit_UnknownExitsOrAnEndInsideAStep_AreNot()
    {
        Assert.Equal("", Chart().Lines("a").Step("f", "Elsa.FlowFork", ("branches", TestChart.Script("['A', 'B']"))).Link("a > f, f:A > a").Findings());
        var inner = Chart().Step("x", "Elsa.Finish").Chart("inner");
        Assert.Equal("", Chart().Lines("a").Step("n", "Elsa.FlowNode", ("body", inner)).Link("a > n > a").Findings());
    }

    [Fact]
    public void LoopsWithoutWaitOrExit_OnlyArrowOutIsNeverFollowed_AreReported() => Assert.Equal(
        "loop-without-wait a, unknown-exit a",
        Chart().Lines("a", "b").Link("a > a, a:Maybe > b").Findings());

    [Fact]
    public void JoinsReleasedByLoops_LoopBesideABranch_AreReported()
    {
        Assert.Equal(
            "join-released-by-loop m",
            Chart().Input("X").Fork("f", "A", "B").Waits("e", "w").Decision("d").Lines("x", "m").Link("f:A > e > d, d:True > e, d:False > x > m, f:B > w > m").Findings());
        Assert.Equal(
            "join-released-by-loop j",
            Chart().Input("X").Fork("f", "A", "B").Waits("e", "w").Decision("d").Join("j", "WaitAllActive").Link("f:A > e > d, d:True > e, d:False > j, f:B > w > j").Findings());
    }

    [Fact]
    public void JoinsReleasedByLoops_LoopBeforeOrInside_AreNot()
    {
        Assert.Equal("", Chart().Input("X").Waits("e").Decision("d").Fork("f", "A", "B").Lines("a", "b", "m").Link("e > d, d:True > e, d:False > f, f:A > a > m, f:B > b > m").Findings());
        Assert.Equal("", Chart().Input("X").Waits("e").Decision("d", "getInput('X') > 2").Decision("g").Lines("m").Link("e > d, d:True > e, d:False > g, g:True > m, g:False > m").Findings());
        Assert.Equal("", Chart().Input("X").Fork("f", "A", "B").Waits("a", "b").Lines("m").Decision("d").Lines("o").Link("f:A > a > m, f:B > b > m > d, d:True > f, d:False > o").Findings());
        var inner = Chart().Waits("e").Decision("d").Lines("x").Link("e > d, d:True > e, d:False > x").Chart("inner");
        Assert.Equal("", Chart().Input("X").Fork("f", "A", "B").Waits("w").Step("n", "Elsa.FlowNode", ("body", inner)).Lines("m").Link("f:A > n > m, f:B > w > m").Findings());
    }

    [Fact]
    public void JoinsReleasedByLoops_OtherWayInIsTheLoopsOwnBranch_IsNot() => Assert.Equal(
        "join-released-by-loop y",
        Chart().Input("X").Fork("f", "A", "B").Waits("e").Decision("d").Lines("x", "y", "m").Link("f:A > e > d, d:True > e, d:False > x > m, d:False > y > m, f:B > y").Findings());

    [Fact]
    public void JoinsReleasedByLoops_FirstBranchWins_IsARaceOnly() => Assert.Equal(
        "wait-any-race j",
        Chart().Input("X").Fork("f", "A", "B").Waits("e", "w").Decision("d").Join("j", "WaitAny").Link("f:A > e > d, d:True > e, d:False > j, f:B > w > j").Findings());

    // Two arrows from each exit: those of one exit run together, those of the other not beside them.
    [Fact]
    public void Forks_ArrowsOfTwoExitsOfAChoice_AreNotBesideEachOther()
    {
        Assert.Equal("", Chart().Input("X").Decision("d").Lines("a", "x", "y").Waits("e").Ends("z").Link("d:True > a > z, d:True > x, d:False > e, d:False > y").Findings());
        Assert.Equal("", Chart().Input("X").Decision("d").Lines("x", "y").Waits("a", "b").Join("j", "WaitAny").Link("d:True > a > j, d:True > x, d:False > b > j, d:False > y").Findings());
        Assert.Equal("", Chart().Input("X").Decision("d").Decision("g").Lines("x", "y", "m").Waits("e", "w").Link("d:True > e > g, g:True > e, g:False > m, d:True > x, d:False > w > m, d:False > y").Findings());
        Assert.Equal(
            "end-beside-running-branch z",
            Chart().Input("X").Decision("d").Lines("a", "y").Waits("e").Ends("z").Link("d:True > a > z, d:True > e, d:False > y").Findings());
    }

    [Fact]
    public void EndsBesideRunningBranches_AnotherBranchWaits_AreReported()
    {
        Assert.Equal("end-beside-running-branch z", Chart().Fork("f", "A", "B").Lines("a").Waits("e").Ends("z").Link("f:A > a > z, f:B > e").Findings());
        Assert.Equal("end-beside-running-branch z", Chart().Lines("s", "a").Waits("e").Ends("z").Link("s > a > z, s > e").Findings());
        Assert.Equal("end-beside-running-branch y, end-beside-running-branch z", Chart().Fork("f", "A", "B").Waits("d", "e").Ends("z", "y").Link("f:A > d > z, f:B > e > y").Findings());
    }

    [Fact]
    public void EndsBesideRunningBranches_BranchesMetOrChosen_AreNot()
    {
        Assert.Equal("", Chart().Fork("f", "A", "B").Lines("a").Waits("e").Join("j", "WaitAll").Ends("z").Link("f:A > a > j, f:B > e > j > z").Findings());
        Assert.Equal("", Chart().Input("X").Decision("d").Lines("a").Waits("e").Ends("z").Link("d:True > a > z, d:False > e").Findings());
        Assert.Equal("", Chart().Fork("f", "A", "B").Lines("a", "b").Ends("z").Link("f:A > a > z, f:B > b").Findings());
    }

    [Fact]
    public void EndsBesideRunningBranches_StepThatBothBranchesLeadTo_IsNotBeside() => Assert.Equal(
        "",
        Chart().Input("X").Fork("f", "A", "B").Decision("d").Lines("b").Waits("w").Ends("z").Link("f:A > d, d:True > z, d:False > w, f:B > b > w").Findings());

    // A fault opens an incident: what waits beside it goes on.
    [Fact]
    public void EndsBesideRunningBranches_Fault_IsNotAnEnd() =>
        Assert.Equal("", Chart().Fork("f", "A", "B").Lines("a").Waits("e").Step("z", "Elsa.Fault").Link("f:A > a > z, f:B > e").Findings());

    [Fact]
    public void WaitAnyRaces_BranchesAtTheSameTime_AreReported()
    {
        Assert.Equal("wait-any-race j", Chart().Fork("f", "A", "B").Waits("a", "b").Join("j", "WaitAny").Link("f:A > a > j, f:B > b > j").Findings());
        Assert.Equal("wait-any-race j", Chart().Lines("s").Waits("a", "b").Join("j", null).Link("s > a > j, s > b > j").Findings());
        Assert.Contains("nothing else was chosen", Assert.Single(Chart().Lines("s").Waits("a", "b").Join("j", null).Link("s > a > j, s > b > j").Check()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WaitAnyRaces_OneBranchChosen_AreNot()
    {
        Assert.Equal("", Chart().Input("X").Decision("d").Waits("a", "b").Join("j", "WaitAny").Link("d:True > a > j, d:False > b > j").Findings());
        Assert.Equal("", Chart().Fork("f", "A", "B").Waits("a", "b").Join("j", "WaitAll").Link("f:A > a > j, f:B > b > j").Findings());
    }

    [Fact]
    public void WaitAnyRaces_WaitThatDoesNotLeadToTheJoin_IsNotOfTheRace() =>
        Assert.Equal("", Chart().Fork("f", "A", "B").Lines("x").Waits("w").Join("j", "WaitAny").Link("f:A > j, f:B > j, f:B > w, j > x").Findings());

    [Fact]
    public void LateArrivals_WaitBesideTheWayToTheJoin_DoesNotHoldTheBranchBack() => Assert.Equal(
        "late-arrival j, wait-any-race j",
        Chart().Fork("f", "A", "B").Lines("a", "b").Waits("e", "w").Join("j", "WaitAny").Link("f:A > a > j, a > w, f:B > b > e > j").Findings());

    [Fact]
    public void LateArrivals_BranchThatDoesNotWait_AreReported() =>
        Assert.Equal("late-arrival j, wait-any-race j", Chart().Fork("f", "A", "B").Lines("a", "b").Waits("e").Join("j", "WaitAny").Link("f:A > a > j, f:B > b > e > j").Findings());

    [Fact]
    public void LateArrivals_EveryBranchWaits_AreNot() =>
        Assert.Equal("wait-any-race j", Chart().Fork("f", "A", "B").Lines("b").Waits("a", "e").Join("j", "WaitAny").Link("f:A > a > j, f:B > b > e > j").Findings());

    [Fact]
    public void BranchesLeavingLoops_BesideTheWayRound_AreReported() => Assert.Equal(
        "branch-leaves-loop w, port-left-open d",
        Chart().Input("X").Lines("a").Waits("e", "w").Decision("d").Link("a > e > d, a > w, d:True > a").Findings());

    [Fact]
    public void BranchesLeavingLoops_BesideTheArrowThatClosesTheLoop_AreReported() => Assert.Equal(
        "branch-leaves-loop w",
        Chart().Task("t", outcomes: ["Again", "Stop"]).Waits("w").Lines("x").Link("t:Again > t, t:Again > w, t:Stop > x").Findings());

    [Fact]
    public void BranchesLeavingLoops_ByAChoice_AreNot() =>
        Assert.Equal("", Chart().Input("X").Lines("a").Waits("e", "w").Decision("d").Link("a > e > d, d:True > a, d:False > w").Findings());

    [Fact]
    public void Check_EveryFinding_NamesActivityPathAndRemedy()
    {
        var problems = Chart().Fork("f", "A", "B").Waits("a", "b").Join("j", "WaitAny").Ends("z").Lines("x").Link("f:A > a > j, f:B > b > j, f:A > z, f:C > x").Check();
        Assert.NotEmpty(problems);
        Assert.All(problems, problem =>
        {
            Assert.False(string.IsNullOrEmpty(problem.ActivityId));
            Assert.StartsWith("$.root.activities[", problem.Path, StringComparison.Ordinal);
            Assert.EndsWith(".", problem.Suggestion, StringComparison.Ordinal);
            Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
        });
    }

    private static TestChart Chart() => new();

    private static System.Text.Json.Nodes.JsonArray Activities(params (string Id, string Type)[] activities) =>
        new([.. activities.Select(activity => (System.Text.Json.Nodes.JsonNode)Activity(activity.Id, activity.Type))]);

    private static System.Text.Json.Nodes.JsonObject Activity(string id, string type, params (string Name, System.Text.Json.Nodes.JsonNode Value)[] properties) =>
        System.Text.Json.Nodes.JsonNode.Parse(new TestChart().Step(id, type, properties).Chart()["activities"]![0]!.ToJsonString())!.AsObject();
}
