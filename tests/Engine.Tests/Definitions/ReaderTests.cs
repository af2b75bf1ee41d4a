using System.Text;
using System.Text.Json.Nodes;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.TestKit.Flows;

namespace CaseFlow.Engine.Tests.Definitions;

public sealed class ReaderTests
{
    private static (WorkflowDefinition? Definition, IReadOnlyList<Problem> Problems) Read(string json)
    {
        var (definition, problems) = DefinitionReader.Read(Encoding.UTF8.GetBytes(json));
        return (definition, problems);
    }

    private static string[] Run(string json)
    {
        var (definition, problems) = Read(json);
        Assert.True(definition is not null, string.Join('\n', problems));
        var (compiled, found) = DefinitionCompiler.Compile(definition, Flow.Catalogue);
        Assert.DoesNotContain(found, problem => problem.Severity == ProblemSeverity.Error);
        var simulation = new Engine.Simulation.Simulation(compiled!);
        simulation.Start();
        return [.. simulation.Lines];
    }

    private static string Chart(string activities, string connections, string rest = "") =>
        $$"""{"id":"v1","definitionId":"d"{{rest}},"root":{"id":"f","type":"Elsa.Flowchart","activities":[{{activities}}],"connections":{{connections}} } }""";

    private const string TwoLines = """{"id":"a","type":"Elsa.WriteLine","text":"one"},{"id":"b","type":"Elsa.WriteLine","text":"two"}""";

    [Theory]
    [InlineData("""[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}}]""")]
    [InlineData("""[{"source":{"activity":"a","port":null},"target":{"activity":"b"}}]""")]
    [InlineData("""[{"Source":{"Activity":"a","Port":"Done"},"Target":{"Activity":"b","Port":"In"}}]""")]
    [InlineData("""{"source":{"activity":"a"},"target":{"activity":"b"}}""")]
    [InlineData("""{"$values":[{"source":{"activity":"a"},"target":{"activity":"b"}}]}""")]
    [InlineData("""{"_type":"List","items":[{"source":{"activity":"a"},"target":{"activity":"b"}}]}""")]
    [InlineData("""[{"source":"a","target":"b","sourcePort":"Done","targetPort":"In"}]""")]
    [InlineData("""[{"source":"a","target":"b"}]""")]
    public void Read_EveryFormOfConnection_Connects(string connections) =>
        Assert.Equal(["one", "two"], Run(Chart(TwoLines, connections)));

    [Fact]
    public void Read_ConnectionsThatLeadNowhere_AreLeftOutWithAWarningThatNamesThem()
    {
        var (definition, problems) = Read(Chart(TwoLines, """[{"source":{"activity":"a"},"target":{"activity":"gone"}},{"source":{"activity":"lost"},"target":{"activity":"b"}},17,{"source":{"activity":"a"},"target":{"activity":"b"}}]"""));

        Assert.Equal(["gone", "lost", null], problems.Select(problem => problem.ActivityId));
        Assert.All(problems, problem => Assert.Equal(ProblemSeverity.Warning, problem.Severity));
        Assert.Equal("$.root.connections[1]", problems[1].Path);
        Assert.Single(definition!.Json["root"]!["connections"]!.AsArray());
    }

    [Fact]
    public void Read_PascalCaseLegacyFlagsAndMissingIds_AreBroughtIntoTheCanonicalShape()
    {
        var (definition, _) = Read("""{"Id":"v1","DefinitionId":"d","Name":"N","UsableAsActivity":true,"Variables":[{"Name":"X","TypeName":"Int32","Value":"3"}],"Root":{"Type":"Elsa.Sequence","Activities":[{"Type":"Elsa.WriteLine","Text":"hi","CanStartWorkflow":true,"runAsynchronously":false},{"type":"Elsa.WriteLine","customProperties":{"CanStartWorkflow":true}}]}}""");

        var json = definition!.Json;
        Assert.Equal(("v1", "d", "N"), (definition.Id, definition.DefinitionId, definition.Name));
        Assert.True((bool)json["options"]!["usableAsActivity"]!);
        Assert.Equal("X", (string)json["variables"]![0]!["name"]!);
        var activities = json["root"]!["activities"]!;
        Assert.Equal(["WriteLine1", "WriteLine2"], activities.AsArray().Select(activity => (string)activity!["id"]!));
        Assert.True((bool)activities[0]!["customProperties"]!["canStartWorkflow"]!);
        Assert.False(activities[0]!.AsObject().ContainsKey("canStartWorkflow"));
        Assert.True((bool)activities[1]!["customProperties"]!["canStartWorkflow"]!);
    }

    [Fact]
    public void Read_UnknownActivitiesFieldsAndMetadata_SurviveExportAndImport()
    {
        var json = Chart(
            """{"id":"x","type":"Elsa.HttpEndpoint","version":3,"path":{"typeName":"String","expression":{"type":"Literal","value":"/hook"}},"metadata":{"designer":{"position":{"x":-231.79541015625,"y":1e2}}},"somethingNew":{"deep":[1,2.50,null,"ü\u0007"]}},{"id":"y","type":"Elsa.WriteLine","mystery":12345678901234567890}""",
            """[{"source":{"activity":"x","port":"GET"},"target":{"activity":"y","port":"In"},"vertices":[{"x":1,"y":2}],"extra":true}]""",
            ""","customProperties":{"Studio:Thing":{"Keep":[{"_x":1}]}},"unknownTop":{"a":1}""");
        var first = Read(json).Definition!;

        var written = DefinitionWriter.Write(first);
        var second = Read(written).Definition!;

        Assert.True(JsonNode.DeepEquals(first.Json, second.Json));
        Assert.Equal(written, DefinitionWriter.Write(second));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json)!["unknownTop"], second.Json["unknownTop"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json)!["customProperties"], second.Json["customProperties"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json)!["root"]!["activities"], second.Json["root"]!["activities"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json)!["root"]!["connections"], second.Json["root"]!["connections"]));
        Assert.Contains("12345678901234567890", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PascalCaseInsideInputsCasesAndReferences_IsReadToo()
    {
        var lines = Run("""
            {"Id":"v1","DefinitionId":"d","Variables":[{"Id":"n","Name":"N","TypeName":"Int32","Value":"1"}],"Root":{"Id":"f","Type":"Elsa.Sequence","Activities":[
              {"Id":"s","Type":"Elsa.SetVariable","Variable":{"Id":"n","Name":"N"},"Value":{"TypeName":"Int32","Expression":{"Type":"JavaScript","Value":"variables.N + 1"}}},
              {"Id":"k","Type":"Elsa.Switch","Cases":[{"Label":"two","Condition":{"Type":"JavaScript","Value":"variables.N === 2"},"Activity":{"Type":"Elsa.WriteLine","Text":{"TypeName":"String","Expression":{"Type":"Variable","Value":{"Id":"n","Name":"N"}}}}}]},
              {"Id":"i","Type":"Elsa.If","Condition":{"Type":"Literal","Value":true},"Result":{"TypeName":"Boolean","MemoryReference":{"Id":"n"}},"Then":{"Type":"Elsa.WriteLine","Text":"then"}}]}}
            """);

        Assert.Equal(["2", "then"], lines);
    }

    [Fact]
    public void Read_NamesInAnyCasing_AreReadWhereElsaReadsThem()
    {
        var lines = Run("""
            {"ID":"v1","definitionid":"d","OPTIONS":{"ActivationSTRATEGYType":"SingletonStrategy"},"VARIABLES":[{"ID":"n","NAME":"N","typename":"Int32","VALUE":"2"}],"Inputs":[{"NAME":"Given"}],"ROOT":{"ID":"s","type":"Elsa.Sequence","ACTIVITIES":[
              {"iD":"i","type":"Elsa.If","CONDITION":{"typeName":"Boolean","expression":{"type":"JavaScript","value":"variables.N === 2 && getInput('Given') === null"}},"THEN":{"type":"Elsa.WriteLine","TEXT":"then"}},
              {"id":"l","type":"Elsa.For","START":1,"END":3,"outerboundinclusive":false,"BODY":{"type":"Elsa.WriteLine","tExt":{"typeName":"String","expression":{"type":"JavaScript","value":"getVariable('CurrentValue')"}}}}]}}
            """);

        Assert.Equal(["then", "1", "2"], lines);
    }

    [Fact]
    public void Read_MembersThatDifferOnlyInCasing_AllSurvive()
    {
        const string Text = """{"id":"v1","ID":"other","definitionId":"d","extra":1,"eXtra":2,"root":{"id":"a","type":"Elsa.WriteLine","text":"one","TEXT":"two","note":3,"NOTE":4,"oddname":5,"workflowdefinitionid":"of another activity"}}""";

        var (definition, problems) = Read(Text);

        Assert.Empty(problems);
        Assert.Equal("v1", definition!.Id);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Text), definition.Json), definition.Json.ToJsonString());
    }

    [Fact]
    public void Read_ActivitiesThatHaveAValue_AreActivitiesAndNoExpressions()
    {
        var (definition, problems) = Read(Chart("""{"type":"Elsa.SetVariable","canStartWorkflow":true,"variable":{"id":"x"},"value":{"typeName":"Int32","expression":{"type":"Literal","value":1}}},{"id":"a","type":"Elsa.SetName","value":"n"},{"id":"a","type":"Elsa.SetName","value":"m"}""", "[]"));

        Assert.Equal("duplicate-id", Assert.Single(problems).Code);
        var first = definition!.Json["root"]!["activities"]![0]!;
        Assert.Equal("SetVariable1", (string)first["id"]!);
        Assert.True((bool)first["customProperties"]!["canStartWorkflow"]!);
        Assert.False(first["value"]!["expression"]!.AsObject().ContainsKey("id"));
    }

    [Fact]
    public void Compile_WhatIsWrong_NamesTheStepAsItsOwnerSeesIt()
    {
        var (_, problems) = DefinitionCompiler.Compile(
            Read(Chart("""
                {"id":"a","type":"Elsa.HttpEndpoint","metadata":{"displayText":"Hear from school"}},
                {"id":"b","type":"Elsa.Delay","name":"Wait a bit","timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":""}}},
                {"id":"c","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":null}}},
                {"id":"d","type":"Elsa.For","end":"many","metadata":{"displayText":"Count"}},
                {"id":"e","type":"Elsa.SetVariable","variable":{"id":"none"},"value":1},
                {"id":"f","metadata":"odd"}
                """, "[]")).Definition!,
            Flow.Catalogue);

        Assert.Equal(["unknown-activity", "missing-input", "missing-input", "wrong-type", "unknown-variable", "unknown-activity"], problems.Select(problem => problem.Code));
        Assert.Equal("'Hear from school' has the activity type 'Elsa.HttpEndpoint', which CaseFlow does not have.", problems[0].Message);
        Assert.Equal("'Wait a bit': “How long” is not set.", problems[1].Message);
        Assert.Equal("'c': “Event” is not set.", problems[2].Message);
        Assert.StartsWith("'Count': “End”: The value does not fit: ", problems[3].Message, StringComparison.Ordinal);
        Assert.Equal("'e': The variable it sets does not exist.", problems[4].Message);
        Assert.Equal("'f' has no activity type.", problems[5].Message);
    }

    [Fact]
    public void Compile_AnUnknownActivity_NamesItAndItsPlaceAndRunsUpToIt()
    {
        var definition = Read(Chart("""{"id":"a","type":"Elsa.WriteLine","text":"one"},{"id":"x","type":"System.Diagnostics.Process, System"}""", """[{"source":"a","target":"x"}]""")).Definition!;

        var (compiled, problems) = DefinitionCompiler.Compile(definition, Flow.Catalogue);

        var problem = Assert.Single(problems);
        Assert.Equal(("unknown-activity", "x", "$.root.activities[1].type"), (problem.Code, problem.ActivityId, problem.Path));
        Assert.NotNull(problem.Suggestion);
        var simulation = new Engine.Simulation.Simulation(compiled!);
        simulation.Start();
        Assert.Equal(["one"], simulation.Lines);
        Assert.Equal("Activity type 'System.Diagnostics.Process, System' version '0' could not be found.", Assert.Single(simulation.Main.State.Incidents).Message);
    }

    [Theory]
    [InlineData("", "invalid-json")]
    [InlineData("{", "invalid-json")]
    [InlineData("[1]", "not-a-workflow")]
    [InlineData("null", "not-a-workflow")]
    [InlineData("\"text\"", "not-a-workflow")]
    [InlineData("{\"x\":NaN}", "invalid-json")]
    [InlineData("{\"root\":{\"type\":\"Elsa.Flowchart\"}}", "missing-id")]
    [InlineData("{\"id\":\"a\"}", "missing-root")]
    [InlineData("{\"id\":\"a\",\"root\":7}", "missing-root")]
    public void Read_WhatIsNoWorkflow_GivesAProblemThatSaysWhatToDo(string json, string code)
    {
        var (definition, problems) = Read(json);

        Assert.Null(definition);
        Assert.Contains(problems, problem => problem.Code == code && problem.Suggestion is not null && problem.Path is not null);
    }

    [Fact]
    public void Read_AtTheLimits_IsRead()
    {
        var chart = Chart(string.Join(',', Enumerable.Repeat("""{"type":"Elsa.Start"}""", DefinitionLimits.Activities - 1)), "[]");
        var (definition, problems) = Read(chart + new string(' ', DefinitionLimits.Bytes - chart.Length));

        Assert.Empty(problems);
        Assert.Equal($"Start{DefinitionLimits.Activities - 1}", (string?)definition!.Json["root"]!["activities"]!.AsArray()[^1]!["id"]);
    }

    [Fact]
    public void Read_LegacyFlagBesideTheNewOne_TheNewOneCounts()
    {
        var (definition, _) = Read(Chart("""{"id":"a","type":"Elsa.Start","canStartWorkflow":true,"customProperties":{"canStartWorkflow":false}}""", "[]"));

        var activity = definition!.Json["root"]!["activities"]![0]!.AsObject();
        Assert.False((bool)activity["customProperties"]!["canStartWorkflow"]!);
        Assert.False(activity.ContainsKey("canStartWorkflow"));
    }

    [Fact]
    public void Read_GeneratedIdThatIsTaken_GoesOnToTheNext()
    {
        var (definition, _) = Read(Chart("""{"type":"Elsa.WriteLine"},{"id":"WriteLine1","type":"Elsa.WriteLine"},{"type":"Elsa.WriteLine"}""", "[]"));

        Assert.Equal(["WriteLine2", "WriteLine1", "WriteLine3"], definition!.Json["root"]!["activities"]!.AsArray().Select(activity => (string)activity!["id"]!));
    }

    [Fact]
    public void Read_BeyondTheLimits_GivesAProblem()
    {
        Assert.Equal("too-large", Assert.Single(Read(new string(' ', DefinitionLimits.Bytes + 1)).Problems).Code);
        Assert.Equal("too-deep", Assert.Single(Read(string.Concat(Enumerable.Repeat("{\"a\":", 70))).Problems).Code);
        var many = string.Join(',', Enumerable.Range(0, DefinitionLimits.Activities + 1).Select(number => $$"""{"id":"a{{number}}","type":"Elsa.Start"}"""));
        Assert.Contains(Read(Chart(many, "[]")).Problems, problem => problem.Code == "too-many-activities");
        var script = $$"""{"id":"a","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"JavaScript","value":"'{{new string('x', DefinitionLimits.ExpressionLength)}}'" } } }""";
        var (_, problems) = DefinitionCompiler.Compile(Read(Chart(script, "[]")).Definition!, Flow.Catalogue);
        Assert.Equal(("invalid-expression", "a", "text", "$.root.activities[0].text.expression.value"), (problems[0].Code, problems[0].ActivityId, problems[0].Property, problems[0].Path));
    }

    [Fact]
    public void Read_OtherEncodingsAndAByteOrderMark_AreToldApart()
    {
        var json = Chart(TwoLines, "[]");
        Assert.NotNull(DefinitionReader.Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(json)]).Definition);
        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32])
        {
            Assert.Equal("not-utf8", Assert.Single(DefinitionReader.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(json)]).Problems).Code);
            Assert.Equal("not-utf8", Assert.Single(DefinitionReader.Read(encoding.GetBytes(json)).Problems).Code);
        }

        Assert.Null(DefinitionReader.Read([.. "{\"id\":\""u8, 0xC3, 0x28, .. "\"}"u8]).Definition);
    }

    [Fact]
    public void Read_DuplicateIds_IsAProblem()
    {
        var (_, problems) = Read(Chart("""{"id":"a","type":"Elsa.Start"},{"id":"a","type":"Elsa.End"}""", "[]"));

        var problem = Assert.Single(problems);
        Assert.Equal(("duplicate-id", "a", "$.root.activities[1].id", ProblemSeverity.Error), (problem.Code, problem.ActivityId, problem.Path, problem.Severity));
    }

    [Fact]
    public void Compile_ALoopEnteredSideways_IsAProblem()
    {
        var definition = new Flow().Add(Make.Decide("d", "true"), Make.Line("a"), Make.Line("b"), Make.Line("c")).Connect("d:True -> a -> b -> c, d:False -> b, c -> a").Definition();

        var (_, problems) = DefinitionCompiler.Compile(definition, Flow.Catalogue);

        Assert.Equal("loop-entered-sideways", Assert.Single(problems).Code);
        Assert.Empty(DefinitionCompiler.Compile(new Flow().Add(Make.Line("a"), Make.Line("b"), Make.Line("c")).Connect("a -> b -> c -> b").Definition(), Flow.Catalogue).Problems);
    }

    [Fact]
    public void Read_TypesOfOldExports_AreComparedByTheirLastName()
    {
        Assert.Equal("SingletonStrategy", TypeNames.Last("UnregisteredClrType:Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime"));
        Assert.Equal("FaultStrategy", TypeNames.Last("FaultStrategy"));
        Assert.Equal(["3"], Run(Chart("""{"id":"a","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"Variable","value":{"id":"x","name":"X"}}}}""", "[]", ""","variables":[{"id":"x","name":"X","typeName":"Int32","value":"3","storageDriverTypeName":"Elsa.Workflows.Services.WorkflowStorageDriver, Elsa.Workflows.Core"}]""")));
    }

    [Theory]
    [InlineData("\"bare\"", "bare")]
    [InlineData("""{"typeName":"String","expression":{"type":"Object","value":"[1,\"b\"]"}}""", "[1,\"b\"]")]
    [InlineData("""{"typeName":"String","expression":{"type":"Input","value":{"name":"Missing"}}}""", "")]
    [InlineData("""{"typeName":"String","expression":{"type":"JavaScript","value":"return 1 + 1"}}""", "2")]
    [InlineData("""{"typeName":"String","expression":{"value":"no type"}}""", "no type")]
    public void Compile_EveryFormOfInput_IsEvaluated(string text, string line) =>
        Assert.Equal([line], Run(Chart($$"""{"id":"a","type":"Elsa.WriteLine","text":{{text}} }""", "[]")));

    [Theory]
    [InlineData("Liquid")]
    [InlineData("CSharp")]
    [InlineData("Python")]
    public void Compile_AnExpressionOfAnotherLanguage_IsAProblemAndRunningItAnIncident(string language)
    {
        var definition = Read(Chart($$$"""{"id":"a","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"{{{language}}}","value":"x"} } }""", "[]")).Definition!;
        var (compiled, problems) = DefinitionCompiler.Compile(definition, Flow.Catalogue);

        Assert.Equal("unsupported-expression", Assert.Single(problems).Code);
        var simulation = new Engine.Simulation.Simulation(compiled!);
        simulation.Start();
        Assert.Equal("expression", Assert.Single(simulation.Main.State.Incidents).Cause);
        Assert.Equal(WorkflowStatus.Running, simulation.Main.State.Status);
    }
}
