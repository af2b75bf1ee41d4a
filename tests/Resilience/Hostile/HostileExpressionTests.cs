using System.Diagnostics;
using System.Globalization;
using CaseFlow.Engine.Expressions;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Expressions;
using CaseFlow.TestKit.Time;

namespace CaseFlow.Resilience.Hostile;

/// <summary>
/// R21: attacks on the evaluator end as a problem or an <see cref="ExpressionFault"/>, within the budgets and 16 MB, and
/// the next evaluation is none the wiser. The length limit is lifted so that each attack reaches the limit meant for it.
/// </summary>
public class HostileExpressionTests
{
    private const long MaxBytes = 16 * 1024 * 1024;
    private static readonly ExpressionOptions NoLengthLimit = new() { MaxLength = 2_000_000, AllowOutcomes = true };

    public static TheoryData<string> Attacks => [.. All().Select(attack => attack.Name)];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Attack_WithinTheBudgets_IsContained(string name)
    {
        var text = All().Single(attack => attack.Name == name).Text;
        Run(text, new TestScope());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var end = Run(text, new TestScope());
        clock.Stop();
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(end is null or { Length: > 0 }, "A fault says why.");
        Assert.NotNull(end);
        Assert.InRange(bytes, 0, MaxBytes);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{name} took {clock.ElapsedMilliseconds} ms.");
        AssertNothingCarriedOver();
    }

    [Fact]
    public void Attacks_Together_PrintTheirWorst()
    {
        var (slowest, largest) = (TimeSpan.Zero, 0L);
        var (slowestName, largestName) = ("", "");
        var count = 0;
        foreach (var (name, text) in All())
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var began = ThreadTime.Used;
            Run(text, new TestScope());
            if (ThreadTime.Used - began is var used && used > slowest)
            {
                (slowest, slowestName) = (used, name);
            }

            if (GC.GetAllocatedBytesForCurrentThread() - before is var bytes && bytes > largest)
            {
                (largest, largestName) = (bytes, name);
            }

            count++;
        }

        Summary.Line(string.Create(CultureInfo.InvariantCulture, $"R21 hostile expressions: {count} contained; slowest {slowest.TotalMilliseconds:0.0} ms of processor time ({slowestName}), largest {largest / 1048576.0:0.0} MB ({largestName}); limits 250 ms and 16 MB"));
        Assert.True(largest <= MaxBytes);
    }

    [Theory]
    [InlineData("({}).__proto__", "undefined")]
    [InlineData("'a'.constructor", "undefined")]
    [InlineData("[].__proto__", "undefined")]
    [InlineData("(() => 1).constructor", "undefined")]
    [InlineData("({ ['__proto__']: { x: 1 } }).x", "undefined")]
    [InlineData("JSON.parse('{\"__proto__\":{\"x\":1}}').x", "undefined")]
    [InlineData("Object.assign({}, JSON.parse('{\"__proto__\":{\"x\":1}}')).x", "undefined")]
    [InlineData("'x' in {}", "false")]
    [InlineData("'toString' in {}", "false")]
    [InlineData("'constructor' in {}", "false")]
    [InlineData("typeof Function", "undefined")]
    [InlineData("typeof globalThis", "undefined")]
    [InlineData("typeof process", "undefined")]
    [InlineData("typeof System", "undefined")]
    [InlineData("typeof importNamespace", "undefined")]
    [InlineData("let o = {}; o.__proto__ = { x: 1 }; typeof o.x", "undefined")]
    [InlineData("let o = { a: 1 }; o['constructor'] = 2; Object.keys(o).length", "2")]
    public void Prototypes_HoweverAskedFor_DoNotExist(string text, string expected) =>
        Assert.Equal(expected, ScriptText.Of(CompiledExpression.Compile(text).Expression!.Evaluate(new TestScope())));

    [Fact]
    public void Evaluate_TooManySteps_SaysSo()
    {
        var compiled = CompiledExpression.Compile("while (true) {}").Expression!;
        var fault = Assert.Throws<ExpressionFault>(() => compiled.Evaluate(new TestScope()));
        Assert.Contains("500000 steps", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_Twice_GivesTheSame()
    {
        foreach (var (_, text) in All())
        {
            Assert.Equal(Run(text, new TestScope()), Run(text, new TestScope()));
        }
    }

    [Fact]
    public void Evaluate_OnASmallStack_IsStillContained()
    {
        var ends = new List<string?>();
        var thread = new Thread(() => ends.AddRange(All().Select(attack => Run(attack.Text, new TestScope()))), 512 * 1024);
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(60)));
        Assert.Equal(All().Count, ends.Count);
    }

    private static string? Run(string text, TestScope scope)
    {
        var compiled = CompiledExpression.Compile(text, NoLengthLimit);
        if (!compiled.Succeeded)
        {
            Assert.True(compiled.Problem.Line >= 1 && compiled.Problem.Column >= 1 && compiled.Problem.Offset <= text.Length);
            return "problem: " + compiled.Problem.Message;
        }

        try
        {
            return "value: " + compiled.Expression.Evaluate(scope).Kind;
        }
        catch (ExpressionFault fault)
        {
            Assert.Empty(scope.Writes);
            return "fault: " + fault.Message;
        }
    }

    private static void AssertNothingCarriedOver()
    {
        var after = CompiledExpression.Compile("[typeof x, typeof leaked, ({}).x, [].x, ''.x, Object.keys(Math).length, variables.N, JSON.stringify(variables.List)].join()").Expression!;
        Assert.Equal("undefined,undefined,,,,0,4,[3,1,2]", after.Evaluate(new TestScope()).AsText);
    }

    private static IReadOnlyList<(string Name, string Text)> All() => HostileExpressions.All;
}
