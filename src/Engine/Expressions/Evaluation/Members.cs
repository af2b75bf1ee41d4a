using System.Globalization;
using CaseFlow.Engine.Expressions.Library;

namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>Members of any value: own ones and the built-in methods.</summary>
internal static class Members
{
    public static ScriptValue Get(Evaluation evaluation, ScriptValue target, string name)
    {
        evaluation.Name(name);
        switch (target.Reference)
        {
            case ScriptObject members:
                return members.Get(evaluation, name);
            case ScriptArray array:
                return name == "length" ? ScriptValue.Of(array.Count)
                    : IndexOf(name) is { } index ? array.Get(evaluation, index)
                    : AsValue(name, ListMethods.Find(name));
            case ScriptDate:
                return AsValue(name, DateMethods.Find(name));
            case ScriptFunction function:
                return function.Member(name);
        }

        if (target.Text is { } text)
        {
            return name == "length" ? ScriptValue.Of(text.Length)
                : IndexOf(name) is { } index ? CharacterAt(evaluation, text, index)
                : AsValue(name, TextMethods.Find(name));
        }

        return target.IsNullish ? throw Missing(target, name) : AsValue(name, NumberMethods.Find(name));
    }

    public static ScriptValue Get(Evaluation evaluation, ScriptValue target, ScriptValue key)
    {
        if (key.IsNumber && key.Number >= 0 && key.Number <= int.MaxValue)
        {
            var index = (int)key.Number;
            if (index == key.Number)
            {
                if (target.Array is { } array)
                {
                    evaluation.Step();
                    return array.Get(evaluation, index);
                }

                if (target.Text is { } text)
                {
                    evaluation.Step();
                    return CharacterAt(evaluation, text, index);
                }
            }
        }

        return target.IsNullish
            ? throw Missing(target, key.Text ?? (key.IsNumber ? Values.NumberText.Format(key.Number) : "member"))
            : Get(evaluation, target, ScriptOperators.ToKey(evaluation, key));
    }

    public static void Set(Evaluation evaluation, ScriptValue target, ScriptValue key, ScriptValue value)
    {
        evaluation.Name(key.Text ?? "");
        switch (target.Reference)
        {
            case ScriptObject members:
                members.Set(evaluation, key.Text ?? ScriptOperators.ToKey(evaluation, key), value);
                break;
            case ScriptArray array:
                SetItem(evaluation, array, key, value);
                break;
            default:
                throw new ExpressionFault(target.IsNullish
                    ? $"Cannot set \"{Show(evaluation, key)}\" of {(target.IsNull ? "null" : "undefined")}. Check that the value before it exists."
                    : $"Cannot set \"{Show(evaluation, key)}\" of a {target.TypeOf}. Only objects and lists can be changed.");
        }
    }

    public static bool Has(Evaluation evaluation, ScriptValue target, string name)
    {
        evaluation.Name(name);
        return target.Reference switch
        {
            ScriptObject members => members.Has(evaluation, name),
            ScriptArray array => name == "length" || (IndexOf(name) is { } index && index < array.Count),
            ScriptReference => false,
            _ => throw new ExpressionFault("\"in\" needs an object or a list on its right side. Use includes for a text."),
        };
    }

    /// <summary>What {...value} and Object.assign copy.</summary>
    public static void CopyInto(Evaluation evaluation, ScriptObject result, ScriptValue source)
    {
        foreach (var name in Keys(evaluation, source))
        {
            evaluation.Step();
            result.Set(evaluation, name, Get(evaluation, source, name));
        }
    }

    /// <summary>Own names in JavaScript's order.</summary>
    public static IReadOnlyList<string> Keys(Evaluation evaluation, ScriptValue value)
    {
        if (value.Object is { } members)
        {
            return members.Keys(evaluation);
        }

        var count = value.Array?.Count ?? value.Text?.Length ?? 0;
        evaluation.Work(16L * count);
        evaluation.Allocate(40L * count);
        return [.. Enumerable.Range(0, count).Select(index => index.ToString(CultureInfo.InvariantCulture))];
    }

    public static ScriptValue CharacterAt(Evaluation evaluation, string text, int index)
    {
        if ((uint)index >= (uint)text.Length)
        {
            return ScriptValue.Undefined;
        }

        evaluation.Allocate(32);
        return ScriptValue.Of(text[index].ToString());
    }

    public static ExpressionFault NotAFunction(string name) =>
        new($"\"{name}\" is not a function here. Check its spelling and what it is called on.");

    private static ExpressionFault Missing(ScriptValue target, string name) =>
        new($"Cannot read \"{(name.Length > 60 ? name[..60] + "…" : name)}\" of {(target.IsNull ? "null" : "undefined")}. Check that the value before it exists, or write ?. instead of the point.");

    private static ScriptValue AsValue(string name, NativeCode? method) => method is null ? ScriptValue.Undefined : ScriptValue.Of(new BuiltInFunction(name, method));

    private static void SetItem(Evaluation evaluation, ScriptArray array, ScriptValue key, ScriptValue value)
    {
        if (key.Text == "length" || (!key.IsNumber && key.Text is null))
        {
            var count = ScriptOperators.ToNumber(evaluation, value);
            if (key.Text != "length" || count < 0 || count > int.MaxValue / 2 || count != Math.Truncate(count))
            {
                throw new ExpressionFault("A list's length is a whole number from 0, and its places are whole numbers from 0.");
            }

            array.Resize(evaluation, (int)count);
            return;
        }

        var number = key.IsNumber ? key.Number : IndexOf(key.Text!) ?? -1;
        if (number < 0 || number > int.MaxValue / 2 || number != Math.Truncate(number))
        {
            throw new ExpressionFault("A list's places are whole numbers from 0. Use an object for named values.");
        }

        array.Set(evaluation, (int)number, value);
    }

    private static string Show(Evaluation evaluation, ScriptValue key)
    {
        var name = key.IsObject ? "member" : ScriptOperators.ToText(evaluation, key);
        return name.Length > 60 ? name[..60] + "…" : name;
    }

    private static int? IndexOf(string name) =>
        name.Length is > 0 and < 10 && char.IsAsciiDigit(name[0]) && (name.Length == 1 || name[0] != '0')
        && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
