using System.Text;
using static CaseFlow.Resilience.Hostile.EvilDefinition;

namespace CaseFlow.Resilience.Hostile;

/// <summary>R19: the hand-made definitions. Each list is one way of being evil.</summary>
internal static class EvilDefinitions
{
    /// <summary>Values of the wrong kind for any property.</summary>
    private static readonly string[] WrongValues =
    [
        "null", "true", "0", "-1", "1e400", "99999999999999999999", "\"\"", "\"x\"", "\"\\u0000\"", "[]", "{}", "[null]", "[[[]]]", "[1,\"a\",{}]",
        "{\"$type\":\"System.IO.FileInfo, System.IO\"}", "{\"_type\":\"System.Diagnostics.Process\",\"items\":[1]}", "{\"__proto__\":{\"x\":1}}", "{\"expression\":null}",
        "{\"typeName\":\"String\",\"expression\":{\"type\":\"JavaScript\",\"value\":{}}}", "{\"typeName\":7,\"expression\":[]}",
    ];

    public static IReadOnlyList<EvilDefinition> All { get; } =
    [
        .. Files(), .. TopLevel(), .. ActivityProperties(), .. Connections(), .. Graphs(), .. Types(), .. Variables(), .. Inputs(), .. Scripts(),
    ];

    private static IEnumerable<EvilDefinition> Files()
    {
        var good = Workflow(Line("a"));
        yield return Text("empty", "");
        yield return Text("spaces", "   \n");
        yield return new("byte order mark alone", [0xEF, 0xBB, 0xBF]);
        yield return new("byte order mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(good)]);
        yield return new("UTF-16", Encoding.Unicode.GetBytes(good));
        yield return new("UTF-16 with its mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(good)]);
        yield return new("UTF-16 big-endian", Encoding.BigEndianUnicode.GetBytes(good));
        yield return new("UTF-32", Encoding.UTF32.GetBytes(good));
        yield return new("zeros", new byte[1000]);
        yield return new("bytes beyond UTF-8", Enumerable.Repeat((byte)0xFF, 100).ToArray());
        yield return new("broken UTF-8 in a text", Encoding.Latin1.GetBytes(good.Replace("\"n\"", "\"\u00e9\"", StringComparison.Ordinal)));
        yield return new("broken UTF-8 in a name", Encoding.Latin1.GetBytes(good.Replace("\"name\"", "\"n\u00e9\"", StringComparison.Ordinal)));
        for (var length = 1; length < good.Length; length += 9)
        {
            yield return Text($"cut after {Number(length)}", good[..length]);
        }

        foreach (var word in (string[])["null", "true", "1", "\"x\"", "[]", "{}", "NaN", "Infinity", "undefined", "{'a':1}", "{a:1}", "[{}]", "{}{}", "/* x */", "{\"root\":{}}", "{\"root\":[]}", "\ufeff\ufeff{}"])
        {
            yield return Text("file of " + word, word);
        }

        yield return Text("trailing commas and comments", good.Replace("}", ",}", StringComparison.Ordinal) + "// end");
        yield return Text("one name twice", good.Replace("\"id\":\"v\"", "\"id\":\"v\",\"ID\":\"w\",\"id\":\"x\"", StringComparison.Ordinal));
        yield return Text("half a pair", good.Replace("\"n\"", "\"\\ud800\"", StringComparison.Ordinal));
        yield return Text("half a pair as a name", good.Replace("\"name\"", "\"\\udfff\"", StringComparison.Ordinal));
        yield return Text("1 MB and one byte", good + new string(' ', (1024 * 1024) - good.Length + 1));
        yield return Text("1 MB text", good.Replace("\"n\"", "\"" + new string('x', 1_000_000) + "\"", StringComparison.Ordinal));
        yield return Text("1 MB number", good.Replace("\"version\":1", "\"version\":" + new string('1', 1_000_000), StringComparison.Ordinal));
        foreach (var depth in (int[])[20, 60, 63, 64, 65, 1000, 100_000])
        {
            yield return Text($"lists nested {Number(depth)}", good.Replace("\"version\":1", "\"x\":" + Times("[", depth) + Times("]", depth), StringComparison.Ordinal));
            yield return Text($"objects nested {Number(depth)}", good.Replace("\"version\":1", "\"x\":" + Times("{\"a\":", depth) + "1" + Times("}", depth), StringComparison.Ordinal));
        }
    }

    private static IEnumerable<EvilDefinition> TopLevel() =>
        from name in (string[])["id", "definitionId", "name", "version", "variables", "inputs", "outputs", "outcomes", "customProperties", "options", "root", "metadata", "$schema"]
        from value in WrongValues
        select Text($"{name} is {value}", name == "root"
            ? "{\"id\":\"v\",\"definitionId\":\"d\",\"root\":" + value + "}"
            : Workflow(Line("a"), more: "\"" + name + "\":" + value + ","));

    private static IEnumerable<EvilDefinition> ActivityProperties() =>
        from name in (string[])["id", "type", "version", "name", "text", "customProperties", "metadata", "activities", "connections", "variables", "result", "nodeId"]
        from value in WrongValues
        select Chart($"activity's {name} is {value}", "{\"id\":\"a\",\"type\":\"Elsa.WriteLine\",\"" + name + "\":" + value + "}," + Line("b"), Arrow("a", "b"));

    private static IEnumerable<EvilDefinition> Connections()
    {
        foreach (var value in WrongValues)
        {
            yield return Chart("connection " + value, Lines(2), value);
            yield return Chart("source " + value, Lines(2), "{\"source\":" + value + ",\"target\":{\"activity\":\"a1\"}}");
            yield return Chart("target " + value, Lines(2), "{\"source\":{\"activity\":\"a0\"},\"target\":" + value + "}");
            yield return Chart("port " + value, Lines(2), "{\"source\":{\"activity\":\"a0\",\"port\":" + value + "},\"target\":{\"activity\":\"a1\",\"port\":" + value + "}}");
            yield return Text("connections are " + value, Workflow(Lines(2)).Replace("\"connections\":[]", "\"connections\":" + value, StringComparison.Ordinal));
            yield return Text("activities are " + value, Workflow("").Replace("\"activities\":[]", "\"activities\":" + value, StringComparison.Ordinal));
        }

        yield return Chart("source nowhere", Lines(2), Arrow("x", "a1"));
        yield return Chart("target nowhere", Lines(2), Arrow("a0", "x"));
        yield return Chart("to itself", Lines(1), Arrow(0, 0));
        yield return Chart("to the flowchart", Lines(1), Arrow("a0", "f"));
        yield return Chart("one arrow 3,000 times", Lines(2), Arrows(Enumerable.Repeat((0, 1), 3000)));
        yield return Chart("old form", Lines(2), "{\"source\":\"a0\",\"target\":\"a1\",\"sourcePort\":\"Done\",\"targetPort\":\"In\"}");
        yield return Chart("a port of 100,000 letters", Lines(2), Arrow("a0", "a1", new string('x', 100_000)));
    }

    private static IEnumerable<EvilDefinition> Graphs()
    {
        yield return Chart("every step to every other", Lines(60), Arrows(from a in Enumerable.Range(0, 60) from b in Enumerable.Range(0, 60) select (a, b)));
        yield return Chart("every step to every later", Lines(100), Arrows(from a in Enumerable.Range(0, 100) from b in Enumerable.Range(a + 1, 99 - a) select (a, b)));
        yield return Chart("chain of 2,000", Lines(2000), Arrows(Enumerable.Range(0, 1999).Select(a => (a, a + 1))));
        yield return Chart("2,001 steps", Lines(2001));
        yield return Chart("10,000 steps", Lines(10_000));
        yield return Chart("star of 1,500", Lines(1500), Arrows(Enumerable.Range(1, 1499).Select(a => (0, a))));
        yield return Chart("star and back", Lines(800), Arrows(Enumerable.Range(1, 799).SelectMany(a => new[] { (0, a), (a, 0) })));
        yield return Chart("star into one", Lines(1000), Arrows(Enumerable.Range(1, 998).SelectMany(a => new[] { (0, a), (a, 999) })));
        yield return Chart("ring of 1,000", Lines(1000), Arrows(Enumerable.Range(0, 1000).Select(a => (a, (a + 1) % 1000))));
        yield return Chart("300 diamonds and back", Lines(901), Arrows(Enumerable.Range(0, 300).SelectMany(a => new[] { (3 * a, (3 * a) + 1), (3 * a, (3 * a) + 2), ((3 * a) + 1, (3 * a) + 3), ((3 * a) + 2, (3 * a) + 3) }).Append((900, 0))));
        yield return Chart("loops within loops", Lines(300), Arrows(Enumerable.Range(0, 299).Select(a => (a, a + 1)).Concat(Enumerable.Range(1, 299).Select(a => (a, 299 - a)))));
        yield return Chart("loop entered sideways", Lines(4), Arrows([(0, 1), (0, 2), (1, 2), (2, 1), (2, 3)]));
        yield return Chart("one id 100 times", Times(Line("a") + ",", 99) + Line("a"), Arrow("a", "a"));
        yield return Chart("no ids", Times("{\"type\":\"Elsa.WriteLine\"},", 99) + "{\"type\":\"Elsa.WriteLine\"}");
        foreach (var mode in (string[])["WaitAny", "WaitAll", "WaitAllActive", "Race", "null"])
        {
            var join = "{\"id\":\"j\",\"type\":\"Elsa.FlowJoin\",\"mode\":{\"typeName\":\"x\",\"expression\":{\"type\":\"Literal\",\"value\":\"" + mode + "\"}}}";
            yield return Chart($"join {mode} of itself", join, Arrow("j", "j"));
            yield return Chart($"join {mode} of a fork and back", join + "," + Lines(3), string.Join(',', Arrow("a0", "a1"), Arrow("a0", "a2"), Arrow("a1", "j"), Arrow("a2", "j"), Arrow("j", "a0")));
        }

        foreach (var mode in (string[])["Stream", "Merge", "Converge", "Cascade", "Race", "None", "x"])
        {
            yield return Chart($"tokens {mode} round and round", "{\"id\":\"a0\",\"type\":\"Elsa.WriteLine\",\"customProperties\":{\"mergeMode\":\"" + mode + "\"}},{\"id\":\"a1\",\"type\":\"Elsa.WriteLine\",\"customProperties\":{\"mergeMode\":\"Cascade\"}}", Arrows([(0, 1), (1, 0), (0, 0), (1, 1)]));
        }

        foreach (var depth in (int[])[5, 20, 29, 31, 40])
        {
            yield return Text($"sequences nested {Number(depth)}", "{\"id\":\"v\",\"definitionId\":\"d\",\"root\":" + Times("{\"type\":\"Elsa.Sequence\",\"activities\":[", depth) + Line("a") + Times("]}", depth) + "}");
            yield return Text($"whiles nested {Number(depth)}", "{\"id\":\"v\",\"definitionId\":\"d\",\"root\":" + Times("{\"type\":\"Elsa.While\",\"condition\":true,\"body\":", depth) + Line("a") + Times("}", depth) + "}");
        }
    }

    private static IEnumerable<EvilDefinition> Types()
    {
        foreach (var type in (string[])["System.IO.File", "System.Diagnostics.Process, System", "CaseFlow.Engine.BuiltIn.WriteLine, CaseFlow.Engine", "__proto__", "constructor", "Elsa.Workflow", "Elsa.", ".", "elsa.writeline", "Elsa.WriteLine ", "Elsa.WorkflowDefinitionActivity", "UnregisteredClrType:System.String", "\\u0000", "\\ud83d\\ude00"])
        {
            yield return Chart("type " + type, "{\"id\":\"a\",\"type\":\"" + type + "\",\"text\":1},{\"id\":\"b\",\"type\":\"" + type + "\"}", Arrow("a", "b"));
        }

        yield return Chart("type of 100,000 letters", "{\"id\":\"a\",\"type\":\"" + new string('x', 100_000) + "\"}");
        yield return Chart("uses itself", "{\"id\":\"a\",\"type\":\"n\",\"workflowDefinitionId\":\"d\"}");
        yield return Chart("uses itself 1,000 times", Times("{\"type\":\"n\",\"workflowDefinitionId\":\"d\"},", 999) + "{\"type\":\"n\",\"workflowDefinitionId\":\"d\"}");
        yield return Chart("executes itself", "{\"id\":\"a\",\"type\":\"Elsa.ExecuteWorkflow\",\"workflowDefinitionId\":\"d\",\"waitForCompletion\":true}");
        foreach (var type in (string[])["Flowchart", "Sequence", "Parallel", "If", "Switch", "While", "For", "ForEach", "ParallelForEach", "Break", "FlowDecision", "FlowSwitch", "FlowFork", "FlowJoin", "Fork", "FlowNode", "Start", "End", "Complete", "Finish", "Fault", "SetVariable", "SetOutput", "SetName", "Correlate", "Event", "PublishEvent", "RunTask", "ExecuteWorkflow", "DispatchWorkflow", "BulkDispatchWorkflows", "Delay", "Timer", "Cron", "StartAt", "WriteLine", "RunJavaScript"])
        {
            yield return Chart($"bare {type} to itself", "{\"id\":\"a0\",\"type\":\"Elsa." + type + "\"}", Arrows([(0, 0)]));
            yield return Text($"bare {type} as root", "{\"id\":\"v\",\"definitionId\":\"d\",\"root\":{\"type\":\"Elsa." + type + "\"}}");
        }
    }

    private static IEnumerable<EvilDefinition> Variables()
    {
        foreach (var value in WrongValues)
        {
            yield return Chart("variable " + value, Line("a"), more: "\"variables\":[" + value + "],");
            yield return Chart("variable's type " + value, Line("a"), more: "\"variables\":[{\"id\":\"x\",\"name\":\"X\",\"typeName\":" + value + ",\"value\":" + value + "}],");
            yield return Chart("Int32 " + value, Script("a", "variables.X"), more: "\"variables\":[{\"id\":\"x\",\"name\":\"X\",\"typeName\":\"Int32\",\"value\":" + value + "}],");
        }

        foreach (var type in (string[])["List<List<List<List<List<List<List<List<List<List<Int32>>>>>>>>>>", "Int32[][][][][][][][][][][]", "List<", "<>", "[]", "System.IO.FileInfo, System.IO", "Stream", "Nullable<Int32>"])
        {
            yield return Chart("type " + type, Script("a", "variables.X"), more: "\"variables\":[{\"id\":\"x\",\"name\":\"X\",\"typeName\":\"" + type + "\",\"value\":\"[[1]]\"}],");
        }

        foreach (var name in (string[])["__proto__", "constructor", "toString", "", " ", "CurrentValue", "variables", "\\u0000"])
        {
            yield return Chart("variable named " + name, Script("a", "JSON.stringify(variables) + variables['" + name + "']"), more: "\"variables\":[{\"id\":\"x\",\"name\":\"" + name + "\",\"typeName\":\"Object\",\"value\":\"1\"}],");
        }

        yield return Chart("5,000 variables", Script("a", "Object.keys(variables).length"), more: "\"variables\":[" + string.Join(',', Enumerable.Range(0, 5000).Select(index => "{\"name\":\"v" + Number(index) + "\",\"typeName\":\"Int32\"}")) + "],");
        yield return Chart("one variable 1,000 times", Script("a", "variables.X++"), more: "\"variables\":[" + string.Join(',', Enumerable.Repeat("{\"id\":\"x\",\"name\":\"X\",\"typeName\":\"Int32\"}", 1000)) + "],");
    }

    private static IEnumerable<EvilDefinition> Inputs()
    {
        foreach (var language in (string[])["Liquid", "CSharp", "Python", "Secret", "Delegate", "javascript", "Variable", "Input", "Object", "Json", "Literal", "", "__proto__"])
        {
            foreach (var value in (string[])["null", "\"{{ Variables.X }}\"", "{\"id\":\"nope\"}", "[[[1]]]", "\"{\\\"a\\\":\""])
            {
                yield return Chart($"{language} {value}", "{\"id\":\"a\",\"type\":\"Elsa.WriteLine\",\"text\":{\"typeName\":\"String\",\"expression\":{\"type\":\"" + language + "\",\"value\":" + value + "}}}");
            }
        }

        foreach (var time in (string[])["-1.00:00:00", "10675199.02:48:05.4775807", "99999999.00:00:00", "P999999999Y", "-P1D", "00:00:00", "x", "24:00:00", "1e9"])
        {
            yield return Chart("delay " + time, "{\"id\":\"a\",\"type\":\"Elsa.Delay\",\"timeSpan\":\"" + time + "\"},{\"id\":\"b\",\"type\":\"Elsa.Timer\",\"interval\":\"" + time + "\"}", Arrow("a", "b"));
        }

        foreach (var cron in (string[])["", "* * * * *", "* * * * * *", "0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "*/0 * * * *", "99 * * * *", "-1 * * * *", "1-99999999999 * * * *", "0 0 0 29 2 1", "a b c d e", "0 0 L * *"])
        {
            yield return Chart("cron " + cron, "{\"id\":\"a\",\"type\":\"Elsa.Cron\",\"cronExpression\":\"" + cron + "\"},{\"id\":\"b\",\"type\":\"Elsa.WriteLine\"}", Arrow("a", "b"));
        }

        foreach (var range in (string[])["0,1000000,1", "0,10,0", "10,0,1", "0,10,-1", "0,1e308,1", "-5,5,0.1"])
        {
            var parts = range.Split(',');
            yield return Text("for " + range, "{\"id\":\"v\",\"definitionId\":\"d\",\"root\":{\"type\":\"Elsa.For\",\"start\":" + parts[0] + ",\"end\":" + parts[1] + ",\"step\":" + parts[2] + ",\"body\":" + Line("a") + "}}");
        }
    }

    private static IEnumerable<EvilDefinition> Scripts() =>
        HostileExpressions.All.Where(attack => attack.Text.Length < 300_000).Select(attack => Chart("script " + attack.Name, Script("a", attack.Text)));
}
