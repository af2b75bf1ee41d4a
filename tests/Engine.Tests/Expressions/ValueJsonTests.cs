using System.Text;
using System.Text.Json;
using CaseFlow.Engine.Values;
using FsCheck;
using FsCheck.Fluent;

namespace CaseFlow.Engine.Tests.Expressions;

public class ValueJsonTests
{
    [Theory]
    [InlineData("""{"$date":"x"}""")]
    [InlineData("""{"$map":1}""")]
    [InlineData("""{"$number":1}""")]
    [InlineData("""{"$map":{},"a":1}""")]
    [InlineData("{")]
    [InlineData("[1")]
    public void ReadExact_Malformed_IsAJsonException(string json) => Assert.ThrowsAny<JsonException>(() => ReadExact(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Exact_ValuesJsonLacks_ReadBackEqual()
    {
        foreach (var value in new[]
        {
            Value.Undefined, Value.Null, Value.Of(double.NaN), Value.Of(double.NegativeInfinity), Value.Of(-0d), Value.Of(0.1), Value.Of(double.Epsilon),
            Value.Of(new DateTimeOffset(2027, 6, 1, 9, 0, 0, TimeSpan.FromHours(1)).AddTicks(1)),
            Value.Map(("$date", "x")), Value.Map(("$map", Value.Map(("$map", 1)))), Value.Map(("$undefined", Value.Undefined), ("a", 1)),
            Value.Of([Value.Undefined, Value.Map(("$number", "NaN"))]), Value.Of("\ud83d\ude00\0"),
        })
        {
            var again = ReadExact(WriteExact(value));
            Assert.Equal(value, again);
            Assert.Equal(value.AsDate?.Offset, again.AsDate?.Offset);
            Assert.Equal(double.IsNegative(value.AsNumber), double.IsNegative(again.AsNumber));
        }
    }

    [Fact]
    public void Exact_AnyValue_ReadsBackEqualAndWritesTheSameBytes() =>
        Prop.ForAll(Values().ToArbitrary(), value =>
        {
            var bytes = WriteExact(value);
            var again = ReadExact(bytes);
            return again == value && WriteExact(again).AsSpan().SequenceEqual(bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Plain_ValuesJsonLacks_AreLeftOutOrNull() => Assert.Equal(
        """{"a":null,"d":"2027-06-01T09:00:00.000+01:00","l":[null],"n":null}""",
        ValueJson.ToPlainText(Value.Map(
            ("u", Value.Undefined), ("a", Value.Null), ("n", double.NaN), ("l", Value.Of([Value.Undefined])),
            ("d", Value.Of(new DateTimeOffset(2027, 6, 1, 9, 0, 0, TimeSpan.FromHours(1)))))));

    private static Gen<Value> Values()
    {
        var texts = Gen.Elements("", "a", "é", "$date", "\ud83d\ude00", "\"\\\n");
        var names = Gen.Elements("a", "b", "$date", "$map", "$undefined", "$number", "");
        var simple = Gen.OneOf(
            Gen.Elements(Value.Undefined, Value.Null, Value.True, Value.False, Value.Of(double.NaN), Value.Of(-0d)),
            ArbMap.Default.GeneratorFor<double>().Select(number => Value.Of(number)),
            texts.Select(text => Value.Of(text)),
            Gen.Choose(0, 1_000_000).Select(seconds => Value.Of(DateTimeOffset.UnixEpoch.AddSeconds(seconds).ToOffset(TimeSpan.FromHours(seconds % 3)))));
        return Gen.Sized(size => Nested(Math.Min(size, 4)));

        Gen<Value> Nested(int depth) => depth == 0
            ? simple
            : Gen.OneOf(
                simple,
                Nested(depth - 1).ListOf().Select(items => Value.Of(items.Take(4))),
                names.Zip(Nested(depth - 1)).ListOf().Select(members => Value.Map([.. members.Take(3).Select(member => (member.Item1, member.Item2))])));
    }

    private static byte[] WriteExact(Value value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            ValueJson.WriteExact(writer, value);
        }

        return stream.ToArray();
    }

    private static Value ReadExact(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        return ValueJson.ReadExact(ref reader);
    }
}
