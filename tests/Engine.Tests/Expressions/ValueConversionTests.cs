using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Expressions;

public class ValueConversionTests
{
    [Theory]
    [InlineData("Int32", "\"12\"", "12")]
    [InlineData("Int32", "3.5", "4")]
    [InlineData("Int32", "2.5", "2")]
    [InlineData("Int32", "-2.5", "-2")]
    [InlineData("Int32", "-0.4", "0")]
    [InlineData("int32", "true", "1")]
    [InlineData("Long", "9007199254740991", "9007199254740991")]
    [InlineData("System.Int32, System.Private.CoreLib", "7", "7")]
    [InlineData("Double", "\"1.5\"", "1.5")]
    [InlineData("Decimal", "\"1.50\"", "1.5")]
    [InlineData("Single", "0.1", "0.10000000149011612")]
    [InlineData("Boolean", "\"true\"", "true")]
    [InlineData("Boolean", "\"False\"", "false")]
    [InlineData("Boolean", "2", "true")]
    [InlineData("String", "3", "\"3\"")]
    [InlineData("String", "true", "\"True\"")]
    [InlineData("String", "1e21", "\"1E+21\"")]
    [InlineData("String", "[1,\"a\"]", "\"[1,\\\"a\\\"]\"")]
    [InlineData("Object", "\"x\"", "\"x\"")]
    [InlineData("Guid", "\"6F9619FF-8B86-D011-B42D-00C04FC964FF\"", "\"6f9619ff-8b86-d011-b42d-00c04fc964ff\"")]
    [InlineData("TimeSpan", "\"1:30\"", "\"01:30:00\"")]
    [InlineData("TimeSpan", "\"P1DT2H\"", "\"1.02:00:00\"")]
    [InlineData("DateTimeOffset", "\"2027-01-18\"", "\"2027-01-18T00:00:00.000Z\"")]
    [InlineData("DateTime", "\"2027-01-18T09:00:00+01:00\"", "\"2027-01-18T09:00:00.000+01:00\"")]
    [InlineData("JSON", "\"{\\\"a\\\":1}\"", "{\"a\":1}")]
    [InlineData("JsonArray", "\"[1]\"", "[1]")]
    [InlineData("ObjectDictionary", "\"{\\\"a\\\":1}\"", "{\"a\":1}")]
    [InlineData("IDictionary<String, Object>", "{\"a\":1}", "{\"a\":1}")]
    [InlineData("String[]", "\"[\\\"a\\\",1]\"", "[\"a\",\"1\"]")]
    [InlineData("List<Int32>", "[1.5,\"2\"]", "[2,2]")]
    [InlineData("Elsa.Workflows.Core.Activities.Flowchart.Models.FlowJoinMode, Elsa.Workflows.Core", "\"WaitAny\"", "\"WaitAny\"")]
    [InlineData("Int32", "null", "null")]
    public void To_Convertible_GivesTheValue(string type, string json, string expected) =>
        Assert.Equal(expected, ValueJson.ToPlainText(ValueConversion.To(type, ValueJson.Parse(json))));

    [Theory]
    [InlineData("Int32", "\"x\"")]
    [InlineData("Int32", "\"3.5\"")]
    [InlineData("Int32", "3000000000")]
    [InlineData("Int16", "40000")]
    [InlineData("Byte", "-1")]
    [InlineData("Int32", "[1]")]
    [InlineData("Boolean", "\"yes\"")]
    [InlineData("Double", "\"1,5x\"")]
    [InlineData("Guid", "\"x\"")]
    [InlineData("TimeSpan", "\"soon\"")]
    [InlineData("TimeSpan", "60")]
    [InlineData("DateTime", "\"12:30\"")]
    [InlineData("DateTime", "\"5 December\"")]
    [InlineData("DateTime", "\"2026-02-30\"")]
    [InlineData("JSON", "\"{a\"")]
    [InlineData("ObjectDictionary", "[1]")]
    [InlineData("String[]", "\"a\"")]
    [InlineData("List<Int32>", "[\"x\"]")]
    [InlineData("Nonsense", "1")]
    [InlineData("System.IO.FileInfo, System.IO", "1")]
    public void TryTo_NotConvertible_SaysWhatToGive(string type, string json)
    {
        Assert.False(ValueConversion.TryTo(type, ValueJson.Parse(json), out _, out var problem));
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
        Assert.Throws<ValueConversionException>(() => ValueConversion.To(type, ValueJson.Parse(json)));
    }

    [Fact]
    public void ToText_AnyValue_IsWhatDotNetPrints()
    {
        Assert.Equal("True", ValueConversion.ToText(true));
        Assert.Equal("-0", ValueConversion.ToText(-0d));
        Assert.Equal("0.30000000000000004", ValueConversion.ToText(0.1 + 0.2));
        Assert.Equal("", ValueConversion.ToText(Value.Undefined));
        Assert.Equal("", ValueConversion.ToText(Value.Null));
        Assert.Equal("NaN", ValueConversion.ToText(double.NaN));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"True\"", true)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("\"yes\"", false)]
    [InlineData("null", false)]
    [InlineData("[1]", false)]
    public void ToCondition_AnyValue_IsTrueOrFalse(string json, bool expected) => Assert.Equal(expected, ValueConversion.ToCondition(ValueJson.Parse(json)));
}
