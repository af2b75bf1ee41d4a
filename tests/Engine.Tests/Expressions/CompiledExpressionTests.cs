using System.Diagnostics;
using System.Globalization;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;
using CaseFlow.TestKit.Expressions;
using CaseFlow.TestKit;

namespace CaseFlow.Engine.Tests.Expressions;

public class CompiledExpressionTests
{
    [Theory]
    [InlineData("1 +", 1, 4)]
    [InlineData("1 + + ", 1, 7)]
    [InlineData("(1", 1, 3)]
    [InlineData("[1, 2", 1, 6)]
    [InlineData("a", 1, 1)]
    [InlineData("1 + nope", 1, 5)]
    [InlineData("let x = 1;\nlet y = 2;\nreturn x + z", 3, 12)]
    [InlineData("let x = 1;\n  while", 2, 8)]
    [InlineData("'open", 1, 1)]
    [InlineData("`open", 1, 1)]
    [InlineData("1 /* open", 1, 3)]
    [InlineData("x => /re/", 1, 6)]
    [InlineData("1; class A {}", 1, 4)]
    [InlineData("1; throw 2", 1, 4)]
    [InlineData("try { 1 } catch { 2 }", 1, 1)]
    [InlineData("switch (1) {}", 1, 1)]
    [InlineData("1n", 1, 1)]
    [InlineData("010", 1, 1)]
    [InlineData("0_1", 1, 1)]
    [InlineData("1_.5", 1, 1)]
    [InlineData("1_e3", 1, 1)]
    [InlineData("1__0", 1, 1)]
    [InlineData("1e3_", 1, 1)]
    [InlineData("1a", 1, 1)]
    [InlineData("@", 1, 1)]
    [InlineData("1 = 2", 1, 3)]
    [InlineData("1 2", 1, 3)]
    [InlineData("const x = 1; x = 2", 1, 14)]
    [InlineData("let x = 1; let x = 2", 1, 16)]
    [InlineData("const x;", 1, 7)]
    [InlineData("let [a];", 1, 5)]
    [InlineData("y = 1", 1, 1)]
    [InlineData("variables = 1", 1, 11)]
    [InlineData("new Map()", 1, 1)]
    [InlineData("this.x", 1, 1)]
    [InlineData("1 instanceof 2", 1, 3)]
    [InlineData("a ?? b || c", 1, 3)]
    [InlineData("-2 ** 2", 1, 1)]
    [InlineData("[a, b] = [1, 2]", 1, 1)]
    [InlineData("async () => 1", 1, 1)]
    [InlineData("break", 1, 1)]
    [InlineData("for (x of [1]) {}", 1, 8)]
    [InlineData("[1,,2]", 1, 4)]
    [InlineData("getSecret('a')", 1, 1)]
    [InlineData("getConfig('a')", 1, 1)]
    [InlineData("streamToBase64(1)", 1, 1)]
    [InlineData("setOutcome('a')", 1, 1)]
    [InlineData("delete 1", 1, 1)]
    [InlineData("({ get a() { return 1 } })", 1, 4)]
    [InlineData("${1}", 1, 2)]
    [InlineData("1 }", 1, 3)]
    [InlineData("`${}`", 1, 4)]
    [InlineData("`${1", 1, 5)]
    public void Compile_OutsideTheSubset_GivesTheProblemWithItsPosition(string text, int line, int column)
    {
        var compilation = CompiledExpression.Compile(text);
        Assert.False(compilation.Succeeded);
        Assert.Equal((line, column), (compilation.Problem.Line, compilation.Problem.Column));
        Assert.EndsWith(".", compilation.Problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("variables.N and variables.Flag", "Write && for")]
    [InlineData("variables.N OR 1", "Write || for")]
    [InlineData("not variables.Flag", "Write ! for")]
    [InlineData("variables.N is 3", "Write === to compare")]
    [InlineData("variables.N <> 3", "Write !== for")]
    [InlineData("variables.N =< 3", "Write <= for")]
    [InlineData("variables.N => 3", "Write >= for")]
    [InlineData("variables.N ≥ 3", "Write >=.")]
    [InlineData("if (variables.N > 3) then 'a'", "Leave \"then\" out")]
    [InlineData("if (variables.N = 3) 'a'", "write ===")]
    [InlineData("while (variables.N = 3) {}", "write ===")]
    [InlineData("(variables.N > 3", "\"(\" is not closed")]
    [InlineData("[1, (2)", "\"[\" is not closed")]
    [InlineData("variables.Name === “Ash”", "straight quotes")]
    [InlineData("1,000", "no commas")]
    [InlineData("True", "Write true.")]
    [InlineData("Today()", "Write new Date()")]
    [InlineData("switch (1) {}", "else if")]
    [InlineData("try { 1 } catch { 2 }", "?. and ??")]
    [InlineData("throw 1", "Fault activity")]
    [InlineData("import x from 'y'", "Nothing can be loaded")]
    [InlineData("function* f() {}", "A generator")]
    public void Compile_WhatPeopleWriteElsewhere_SaysWhatToWriteHere(string text, string expected) =>
        Assert.Contains(expected, CompiledExpression.Compile(text).Problem!.Message, StringComparison.Ordinal);

    [Fact]
    public void Compile_AssignmentInBracketsOfItsOwn_IsACondition() =>
        Assert.Equal("b", Evaluate("let x; if ((x = 2)) { x === 2 ? 'b' : 'c' }", new TestScope()).AsText);

    [Fact]
    public void Compile_LongerThanTheLimit_SaysSo()
    {
        var problem = CompiledExpression.Compile("1" + new string(' ', 4096)).Problem;
        Assert.Contains("4097", problem!.Message, StringComparison.Ordinal);
        Assert.True(CompiledExpression.Compile("1" + new string(' ', 4095)).Succeeded);
    }

    [Fact]
    public void Compile_Nothing_GivesUndefined() => Assert.Equal(Value.Undefined, Evaluate(" ", new TestScope()));

    [Fact]
    public void Names_OfAnExpression_AreAllFound()
    {
        var expression = CompiledExpression.Compile(
            "variables.A = variables.B; variables.C += 1; setVariable('D', getVariable('E')); setF(getG() + getInput('H')); const variablesX = variables['I'.trim()]; getResultFromStep()").Expression!;
        Assert.Equal(new[] { "B", "C", "E" }, expression.VariablesRead.AsEnumerable());
        Assert.Equal(new[] { "A", "C", "D" }, expression.VariablesWritten.AsEnumerable());
        Assert.Equal(new[] { "G", "ResultFromStep" }, expression.AccessorsRead.AsEnumerable());
        Assert.Equal(new[] { "F" }, expression.AccessorsWritten.AsEnumerable());
        Assert.Equal(new[] { "H" }, expression.InputsRead.AsEnumerable());
        Assert.True(expression.UsesComputedNames);
    }

    [Theory]
    [InlineData("variables.A + getVariable('B')", false)]
    [InlineData("getVariable(variables.A)", true)]
    [InlineData("Object.keys(variables)", true)]
    [InlineData("const variables = { A: 1 }; variables['A']", false)]
    [InlineData("(variables => variables['A'])({})", false)]
    public void UsesComputedNames_WhereANameIsComputed_IsTrue(string text, bool expected) =>
        Assert.Equal(expected, CompiledExpression.Compile(text).Expression!.UsesComputedNames);

    [Fact]
    public void Evaluate_Writes_AreMadeAfterSuccess()
    {
        var scope = new TestScope();
        Evaluate("variables.N = 7; setVariable('Name', 'Bo'); setFlag(false); variables.Child.age = 15; variables.List.push(4); 1", scope);
        Assert.Equal(Value.Of(7), scope.Variables["N"]);
        Assert.Equal(Value.Of("Bo"), scope.Variables["Name"]);
        Assert.Equal(Value.False, scope.Variables["Flag"]);
        Assert.Equal(Value.Of(15), scope.Variables["Child"]["age"]);
        Assert.Equal(4, scope.Variables["List"].AsList.Length);
    }

    [Theory]
    [InlineData("JSON.parse('\"' + String.fromCharCode(0xD800) + '\"')")]
    [InlineData("JSON.parse('\"\\\\ud800\"')")]
    public void Evaluate_JsonWithHalfOfACharacter_IsAFaultAndNotAnotherCharacter(string text) =>
        Assert.Contains("not valid JSON", Assert.Throws<ExpressionFault>(() => Evaluate(text, new TestScope())).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{0}")]
    [InlineData("...{0}")]
    public void Evaluate_CallsOfAFunctionWithADeepPattern_CountItsLevels(string parameter)
    {
        var pattern = parameter.Replace("{0}", new string('[', 20) + 'a' + new string(']', 20), StringComparison.Ordinal);
        var text = $"const v = {new string('[', 20)}1{new string(']', 20)}; const f = (n, {pattern}) => n ? f(n - 1, v) : 'end'; f(60, v)";

        Assert.Contains("too deeply", Assert.Throws<ExpressionFault>(() => Evaluate(text, new TestScope())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_OnlyReading_WritesNothing()
    {
        var scope = new TestScope();
        Evaluate("const l = [...variables.List].sort(); l.push(variables.Child.school.name); JSON.stringify(variables)", scope);
        Assert.Empty(scope.Writes);
    }

    [Fact]
    public void Evaluate_Fault_WritesNothing()
    {
        var scope = new TestScope();
        Assert.Throws<ExpressionFault>(() => Evaluate("variables.N = 7; setCorrelationId('x'); variables.Missing.a", scope));
        Assert.Throws<ExpressionFault>(() => Evaluate("variables.N = 7; variables.Nope = 1", scope));
        Assert.Empty(scope.Writes);
        Assert.Equal("case-1", scope.CorrelationId);
    }

    [Fact]
    public void Evaluate_InstanceFunctions_GiveTheScope()
    {
        var scope = new TestScope { LastResult = "last" };
        scope.Outputs[("Step1", "Result")] = 5;
        scope.Outputs[("FromDesk", "Answer")] = 6;
        Assert.Equal(
            Value.Of("instance-1|definition-1|definition-1-v3|3|case-1|last|5|5|6|"),
            Evaluate("[getWorkflowInstanceId(), getWorkflowDefinitionId(), getWorkflowDefinitionVersionId(), getWorkflowDefinitionVersion(), getCorrelationId(), getLastResult(), getOutputFrom('Step1', 'Result'), getResultFromStep1(), getAnswerFromFromDesk(), getNothingFromNowhere()].join('|')", scope));
    }

    [Fact]
    public void Evaluate_InstanceSetters_AreSeenAtOnceAndMadeAfterwards()
    {
        var scope = new TestScope();
        Assert.Equal(Value.Of("a b"), Evaluate("setCorrelationId('a'); setWorkflowInstanceName('b'); getCorrelationId() + ' ' + getWorkflowInstanceName()", scope));
        Assert.Equal(("a", "b"), (scope.CorrelationId, scope.InstanceName));
    }

    [Fact]
    public void Evaluate_Accessors_FindPascalNames()
    {
        var scope = new TestScope();
        scope.Variables["first name"] = "Ash";
        scope.Inputs["school-ref"] = "S1";
        Assert.Equal(Value.Of("Ash S1"), Evaluate("getFirstName() + ' ' + getSchoolRef()", scope));
        Evaluate("setFirstName('Bo')", scope);
        Assert.Equal(Value.Of("Bo"), scope.Variables["first name"]);
        Assert.Contains("getOther()", Assert.Throws<ExpressionFault>(() => Evaluate("getOther()", scope)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_Outcomes_AreSetWhereAllowed()
    {
        var options = new ExpressionOptions { AllowOutcomes = true };
        var scope = new TestScope();
        CompiledExpression.Compile("setOutcome('Yes')", options).Expression!.Evaluate(scope);
        Assert.Equal(new[] { "Yes" }, scope.Outcomes.AsEnumerable());
        CompiledExpression.Compile("setOutcomes(['A', 'B'])", options).Expression!.Evaluate(scope);
        Assert.Equal(new[] { "A", "B" }, scope.Outcomes.AsEnumerable());
    }

    [Theory]
    [InlineData("isNullOrWhiteSpace('  ')", "true")]
    [InlineData("isNullOrWhiteSpace(variables.Nothing)", "true")]
    [InlineData("isNullOrEmpty(' ')", "false")]
    [InlineData("isNullOrEmpty(undefined)", "true")]
    [InlineData("toJson({ a: [1, 'b'] })", "{\"a\":[1,\"b\"]}")]
    [InlineData("parseGuid('6F9619FF8B86D011B42D00C04FC964FF')", "6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    [InlineData("stringToBase64('é')", "w6k=")]
    [InlineData("stringFromBase64('w6k=')", "é")]
    [InlineData("bytesFromString('AB').join()", "65,66")]
    [InlineData("bytesToString([72, 105])", "Hi")]
    [InlineData("bytesToBase64([1, 2, 3])", "AQID")]
    [InlineData("bytesFromBase64('AQID').length", "3")]
    [InlineData("args.first", "1")]
    [InlineData("Object.keys(variables).includes('Name')", "true")]
    [InlineData("const { Name } = variables; Name", "Ash")]
    public void Evaluate_ElsaFunction_GivesItsResult(string text, string expected) =>
        Assert.Equal(expected, ScriptText.Of(Evaluate(text, new TestScope())));

    [Fact]
    public void Evaluate_RandomAndGuids_ComeFromTheInstancesSequence()
    {
        const string text = "[Math.random(), newGuid(), newGuidString(), newShortGuid(), Math.random()].join()";
        Assert.Equal(Evaluate(text, new TestScope()), Evaluate(text, new TestScope()));
        var guid = Evaluate("newGuid()", new TestScope()).AsText!;
        Assert.True(Guid.TryParse(guid, out _) && guid[14] == '4');
        Assert.InRange(Evaluate("Math.random()", new TestScope()).AsNumber, 0, 0.9999999999999999);
    }

    [Fact]
    public void Evaluate_DateFromOutside_KeepsItsOffsetUnlessChanged()
    {
        var scope = new TestScope();
        var date = new DateTimeOffset(2027, 6, 1, 9, 0, 0, TimeSpan.FromHours(1));
        scope.Variables["Due"] = Value.Of(date);
        Assert.Equal(TimeSpan.FromHours(1), Evaluate("variables.Due", scope).AsDate!.Value.Offset);
        Evaluate("variables.Due.setDate(2)", scope);
        Assert.Equal(date.AddDays(1), scope.Variables["Due"].AsDate);
    }

    [Fact]
    public void Evaluate_DateSetToAnInstant_IsWrittenBack()
    {
        var scope = new TestScope();
        Evaluate("variables.Due.setTime(0); 1", scope);
        Assert.Equal(DateTimeOffset.UnixEpoch, scope.Variables["Due"].AsDate);
    }

    [Theory]
    [InlineData("const l = [1]; variables.Child.list = l; l.push(2); 1", "[1,2]")]
    [InlineData("const o = {}; variables.Child.list = [o]; o.a = 1; 1", "[{\"a\":1}]")]
    [InlineData("const c = variables.Child; const d = [c]; d[0].list = 1; 1", "1")]
    [InlineData("const { school } = variables.Child; Object.assign(school, { name: 'Elm' }); variables.Child.list = school.name; 1", "\"Elm\"")]
    public void Evaluate_WhatItMadePutIntoAVariable_IsWrittenBackAsItBecame(string text, string expected)
    {
        var scope = new TestScope();
        Evaluate(text, scope);
        Assert.Equal(expected, Evaluate("JSON.stringify(variables.Child.list)", scope).AsText);
    }

    [Theory]
    [InlineData("variables.Rows[0].v = 9; 1", "Rows")]
    [InlineData("variables.Rows.map(r => { r.v = 9; return r }); 1", "Rows")]
    [InlineData("const [, b] = variables.Rows; delete b.k; 1", "Rows")]
    [InlineData("variables.Names.sort(); 1", "Names")]
    [InlineData("variables.List.length = 1; 1", "List")]
    [InlineData("const l = [...variables.Rows]; l.pop(); l.push(1); 1", "")]
    [InlineData("variables.Rows.map(r => ({ ...r, v: 9 })); 1", "")]
    public void Evaluate_ChangeDeepInside_IsWrittenBackAndACopyIsNot(string text, string expected)
    {
        var scope = new TestScope();
        Evaluate(text, scope);
        Assert.Equal(expected, string.Join(',', scope.Writes));
    }

    [Theory]
    [InlineData("[variables.Long, variables.Longer].map(x => x.length).join()")]
    [InlineData("variables.Long[0] = variables.Longer[0]; [variables.Long, variables.Longer].map(x => x.length).join()")]
    public void Evaluate_LargeVariablesOnlyRead_AreNoOutput(string text)
    {
        var scope = new TestScope();
        scope.Variables["Long"] = Value.Of([.. Enumerable.Repeat(Value.Of("x"), 6_000)]);
        scope.Variables["Longer"] = Value.Of([.. Enumerable.Repeat(Value.Of("x"), 6_001)]);
        Assert.Equal("6000,6001", Evaluate(text, scope).AsText);
        Assert.Empty(scope.Writes);
    }

    [Fact]
    public void Evaluate_LargeVariablesChanged_AreOutput()
    {
        var scope = new TestScope();
        scope.Variables["Long"] = Value.Of([.. Enumerable.Repeat(Value.Of("x"), 6_000)]);
        var fault = Assert.Throws<ExpressionFault>(() => Evaluate("variables.Long.push(1); 1", scope));
        Assert.Contains("larger than 256 KB", fault.Message, StringComparison.Ordinal);
        Assert.Empty(scope.Writes);
    }

    [Theory]
    [InlineData("'a10'.localeCompare('a9', 'en', { numeric: true })", "no options")]
    [InlineData("(1.5).toLocaleString('en-GB', { style: 'currency', currency: 'GBP' })", "leave out the options")]
    [InlineData("(1.5).toLocaleString('de-DE')", "leave out the options")]
    [InlineData("'é'.normalize('NFD')", "Leave normalize out")]
    [InlineData("'e\u0301'.normalize()", "Leave normalize out")]
    public void Evaluate_WhatNeedsALanguagesTables_SaysSoInsteadOfIgnoringIt(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<ExpressionFault>(() => Evaluate(text, new TestScope())).Message, StringComparison.Ordinal);

    [Fact]
    public void Evaluate_SimpleCondition_PrintsItsCost()
    {
        var expression = CompiledExpression.Compile("variables.N > 3 && variables.Name === 'Ash'").Expression!;
        var scope = new TestScope();
        const int rounds = 200_000;
        for (var round = 0; round < rounds; round++)
        {
            expression.Evaluate(scope);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < rounds; round++)
        {
            expression.Evaluate(scope);
        }

        clock.Stop();
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / rounds;
        Summary.Line(string.Create(CultureInfo.InvariantCulture, $"expressions: a condition of two comparisons takes {clock.Elapsed.TotalNanoseconds / rounds:0} ns and {bytes} bytes"));
        Assert.InRange(bytes, 0, 400);
    }

    private static Value Evaluate(string text, TestScope scope)
    {
        var compilation = CompiledExpression.Compile(text);
        Assert.True(compilation.Succeeded, compilation.Problem?.Message);
        return compilation.Expression.Evaluate(scope);
    }
}
