using System.Text.Json.Nodes;

using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Soundness;

namespace CaseFlow.Engine.Tests.Soundness;

/// <summary>Rules about variables, roles, templates, forms and expressions.</summary>
public class NameRuleTests
{
    [Fact]
    public void UnknownVariables_WhatEachChildOfManyIsGiven_AreKnown()
    {
        TestChart Bulk(string correlation, string said) => new TestChart().Step(
            "p", "Elsa.BulkDispatchWorkflows", ("workflowDefinitionId", TestChart.Literal("other")), ("items", TestChart.Script("[1]")), ("correlationIdFunction", TestChart.Script(correlation)),
            ("childCompleted", new JsonObject { ["id"] = "c", ["type"] = "Elsa.WriteLine", ["text"] = TestChart.Script(said) }));
        Assert.Equal("", Bulk("getItem()", "getChildInstanceId() + variables.CurrentValue.outcome").Findings());
        Assert.Equal("unknown-variable p", Bulk("getOther()", "'x'").Findings());
        Assert.Equal("unknown-variable c", Bulk("getItem()", "getCurrentIndex()").Findings());
    }

    private static readonly SoundnessContext Known = new()
    {
        Roles = ["COORD", "SCH-HEAD"],
        Templates = ["EM-1"],
        Forms = ["referral"],
        Processes = ["panel"],
    };

    [Fact]
    public void VariablesReadBeforeWritten_NothingSetsThem_AreReported()
    {
        Assert.Equal("read-before-written a", Chart().Variable("V").Line("a", "variables.V").Findings());
        Assert.Equal("read-before-written a", Chart().Variable("V").Line("a", "getV()").Set("s", "V").Link("a > s").Findings());
        Assert.Equal("read-before-written a", Chart().Variable("V").Input("X").Decision("d").Set("s", "V").Line("a", "variables.V").Link("d:True > s > a, d:False > a").Findings());
        Assert.Equal("read-before-written a, wait-any-race j", Chart().Variable("V").Fork("f", "A", "B").Waits("e", "w").Set("s", "V").Join("j", "WaitAny").Line("a", "variables.V").Link("f:A > e > s > j, f:B > w > j > a").Findings());
        Assert.Equal("read-before-written a", Chart().Variable("V").Fork("f", "A", "B").Set("s", "V").Line("a", "variables.V").Link("f:A > s, f:B > a").Findings());
    }

    [Fact]
    public void VariablesReadBeforeWritten_ByTokens_AreThoseNotSetByWhatTheStepWaitsFor()
    {
        Assert.Equal("", Chart().Variable("V").Set("s", "V").Line("a", "variables.V").Merging("m", "Stream").Link("s > a > m").Findings());
        Assert.Equal("", Chart().Variable("V").Fork("f", "A", "B").Set("s", "V").Lines("b").Merging("m", "Merge").Line("a", "variables.V").Link("f:A > s > m, f:B > b > m > a").Findings());
        Assert.Equal("read-before-written a", Chart().Variable("V").Fork("f", "A", "B").Set("s", "V").Lines("b").Merging("m", "Race").Line("a", "variables.V").Link("f:A > s > m, f:B > b > m > a").Findings());
        Assert.Equal("read-before-written a", Chart().Variable("V").Fork("f", "A", "B").Set("s", "V").Lines("b").Merging("m", "Stream").Line("a", "variables.V").Link("f:A > s > m, f:B > b > m > a").Findings());
    }

    [Fact]
    public void VariablesReadBeforeWritten_SetOnEveryWay_AreNot()
    {
        Assert.Equal("", Chart().Variable("V", "x").Line("a", "variables.V").Findings());
        Assert.Equal("", Chart().Variable("V", type: "Int32").Line("a", "variables.V").Findings());
        Assert.Equal("", Chart().Variable("V").Set("s", "V").Line("a", "variables.V").Link("s > a").Findings());
        Assert.Equal("", Chart().Variable("V").Input("X").Decision("d").Set("s", "V").Set("t", "V").Line("a", "variables.V").Link("d:True > s > a, d:False > t > a").Findings());
        Assert.Equal("", Chart().Variable("V").Fork("f", "A", "B").Set("s", "V").Lines("b").Line("a", "variables.V").Link("f:A > s > a, f:B > b > a").Findings());
        Assert.Equal("", Chart().Variable("V").Input("X").Set("s", "V").Line("a", "variables.V").Decision("d").Lines("b").Link("s > a > d, d:True > s, d:False > b").Findings());
        Assert.Equal("", Chart().Variable("V").Line("a", "variables.V = 1").Line("b", "variables.V").Link("a > b").Findings());
        Assert.Equal("", Chart().Variable("V").Line("a", "variables.V ??= 1").Findings());
    }

    // What is set inside a step that holds others: on every way through it, or on one only.
    [Fact]
    public void VariablesReadBeforeWritten_SetInsideAStep_CountsWhereEveryWaySetsIt()
    {
        static JsonObject Set(string id) => new() { ["id"] = id, ["type"] = "Elsa.SetVariable", ["variable"] = new JsonObject { ["id"] = "V", ["name"] = "V" }, ["value"] = TestChart.Script("1") };
        static JsonObject Said(string id) => new() { ["id"] = id, ["type"] = "Elsa.WriteLine", ["text"] = TestChart.Script("'x'") };
        static string After(string type, params (string Name, JsonNode Value)[] inside) =>
            Chart().Input("X").Variable("V").Step("n", type, inside).Line("a", "variables.V").Link("n > a, n:True > a, n:False > a").Findings();
        static (string Name, JsonNode Value) Condition() => ("condition", TestChart.Script("getInput('X') > 1"));

        Assert.DoesNotContain("read-before-written", After("Elsa.If", Condition(), ("then", Set("t")), ("else", Set("e"))), StringComparison.Ordinal);
        Assert.Contains("read-before-written a", After("Elsa.If", Condition(), ("then", Set("t")), ("else", Said("e"))), StringComparison.Ordinal);
        Assert.DoesNotContain("read-before-written", After("Elsa.FlowNode", ("body", Set("t"))), StringComparison.Ordinal);
        Assert.DoesNotContain("read-before-written", After("Elsa.Parallel", ("activities", new JsonArray(Said("s"), Set("t")))), StringComparison.Ordinal);
        Assert.Contains("read-before-written a", After("Elsa.ForEach", ("items", TestChart.Script("[]")), ("body", Set("t"))), StringComparison.Ordinal);
    }

    [Fact]
    public void ConditionsThatSetVariables_OneEqualsSignOrASetter_AreReported()
    {
        Assert.Equal("condition-sets-variable d", Chart().Variable("V", "1").Decision("d", "variables.V = 3").Findings());
        Assert.Equal("condition-sets-variable d", Chart().Variable("V", "1").Decision("d", "setV(3)").Findings());
        Assert.Equal("condition-sets-variable l", Chart().Variable("V", "1").Step("l", "Elsa.While", ("condition", TestChart.Script("variables.V = 3")), ("body", Chart().Waits("w").Chart("inner"))).Findings());
        var found = Assert.Single(Chart().Variable("V", "1").Step("k", "Elsa.FlowSwitch", ("cases", new JsonArray(new JsonObject { ["label"] = "A", ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "variables.V = 3" } }))).Lines("a").Link("k:A > a, k:Default > a").Check());
        Assert.Equal(("condition-sets-variable", "cases[0].condition"), (found.Code, found.Property));
    }

    [Fact]
    public void ConditionsThatSetVariables_OnlyCompared_AreNot()
    {
        Assert.Equal("", Chart().Variable("V", "1").Decision("d", "variables.V == 3").Findings());
        Assert.Equal("", Chart().Variable("V", "1").Decision("d", "const v = variables.V; return v === 3").Findings());
        Assert.Equal("", Chart().Variable("V", "1").Line("a", "variables.V = 3").Findings());
    }

    [Fact]
    public void UnknownVariables_NobodyDeclaresThem_AreReported()
    {
        Assert.Equal("unknown-variable a", Chart().Line("a", "variables.V").Findings());
        Assert.Equal("unknown-variable a", Chart().Line("a", "setVariable('V', 1)").Findings());
        Assert.Equal("unknown-variable a", Chart().Line("a", "getV()").Findings());
        Assert.Equal("unknown-variable a", Chart().Line("a", "setV(1)").Findings());
        Assert.Equal("unknown-input a", Chart().Line("a", "getInput('X')").Findings());
        Assert.Equal("unknown-variable a", Chart().Line("a", "variables.CurrentValue").Findings());
        Assert.Equal("unknown-variable d", Chart().Decision("d", "variables.V > 1").Findings());
    }

    [Theory]
    [InlineData("gone", "unknown-variable e")]
    [InlineData("V", "")]
    [InlineData("e:output-result", "")]
    [InlineData("Out", "")]
    public void UnknownVariables_AResultKeptInAVariable_NeedsIt(string id, string findings) => Assert.Equal(
        findings,
        Chart().Variable("V").Output("Out").Step("e", "Elsa.Event", ("eventName", TestChart.Literal("x")), ("result", new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = id } })).Findings());

    [Fact]
    public void UnknownVariables_DeclaredSomewhere_AreNot()
    {
        Assert.Equal("", Chart().Variable("first name", "x").Line("a", "getFirstName() + variables['first name']").Findings());
        Assert.Equal("", Chart().Input("case-ref").Line("a", "getCaseRef() + getInput('case-ref')").Findings());
        Assert.Equal("", Chart().Line("a", "getResultFromStep1()").Findings());
        Assert.Equal("", Chart().Step("l", "Elsa.ForEach", ("items", TestChart.Script("[1]")), ("body", Chart().Line("a", "getVariable('CurrentValue')").Chart("inner"))).Findings());
    }

    [Fact]
    public void UnknownNames_OfEachKind_AreReported()
    {
        Assert.Equal("unknown-role t", Chart().Task("t", TestChart.Literal("NOBODY")).Findings(Known));
        Assert.Equal("unknown-role t", Chart().Task("t", TestChart.Script("[{ role: 'COORD' }, { role: 'NOBODY', place: 'School' }]")).Findings(Known));
        Assert.Equal("unknown-role t", Chart().Task("t", TestChart.Script("['COORD@School', 'NOBODY@School']")).Findings(Known));
        Assert.Equal("unknown-template t", Chart().Task("t", template: "EM-2").Findings(Known));
        Assert.Equal("unknown-form t", Chart().Task("t", form: "referal").Findings(Known));
        Assert.Equal("unknown-process t", Chart().Step("t", "Test.Task", ("process", TestChart.Literal("panle"))).Findings(Known));
    }

    [Fact]
    public void UnknownNames_ThatExistOrAreWorkedOut_AreNot()
    {
        Assert.Equal("", Chart().Task("t", TestChart.Literal("COORD"), "EM-1", "referral").Findings(Known));
        Assert.Equal("", Chart().Input("Who").Task("t", TestChart.Script("[{ person: getInput('Who') }, 'SCH-HEAD@School']")).Findings(Known));
        Assert.Equal("", Chart().Input("Who").Task("t", TestChart.Script("['SCH-' + getInput('Who')]")).Findings(Known));
        Assert.Equal("", Chart().Variable("Role", "x").Task("t", TestChart.Script("variables.Role")).Findings(Known));
        Assert.Equal("", Chart().Task("t", TestChart.Literal("NOBODY"), "EM-2", "x").Findings());
        Assert.Equal("", Chart().Step("t", "Test.Task", ("process", TestChart.Literal("panel"))).Findings(Known));
    }

    [Fact]
    public void Expressions_OutsideTheSubset_AreErrorsWithTheirPosition()
    {
        var problem = Assert.Single(Chart().Lines("a").Line("b", "1 +\n  /x/").Link("a > b").Check());
        Assert.Equal(("invalid-expression", ProblemSeverity.Error, "b", "$.root.activities[1].text.expression.value"), (problem.Code, problem.Severity, problem.ActivityId, problem.Path));
        Assert.Contains("line 2, column 3", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Expressions_OfTheSubset_AreNot() => Assert.Equal("", Chart().Line("a", "[1, 2].map(x => x * 2).join('/')").Findings());

    private static TestChart Chart() => new();
}
