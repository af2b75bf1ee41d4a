using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CaseFlow.Activities.Forms;
using CaseFlow.Host.Forms;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace CaseFlow.Host.Tests.Forms;

/// <summary>A form of one part, drawn as a page draws it.</summary>
internal static class DrawnForm
{
    private static readonly FormContext Context = new(new LocalDate(2026, 11, 21));

    public static FormDefinition Read(string fields)
    {
        var json = $$"""{ "name": "test", "title": "Test", "parts": [ { "id": "one", "title": "One", "fields": [ {{fields}} ] } ] }""";
        var (form, problems) = FormReader.Read(Encoding.UTF8.GetBytes(json));
        return form ?? throw new InvalidOperationException(string.Join('\n', problems));
    }

    public static Task<IElement> Draw(string fields, string answers = "{}", bool check = false) => Draw(Read(fields), FormAnswers.Parse(answers), check);

    public static async Task<IElement> Draw(FormDefinition form, FormAnswers answers, bool check = false)
    {
        var part = form.Parts[0];
        var view = new FormView(answers, Context, check ? FormValidator.Validate(form, answers, Context) : null)
        {
            OnPage = part.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal),
        };
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<FormFields>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(FormFields.Fields)] = part.Fields,
                [nameof(FormFields.View)] = view,
            }));
            return root.ToHtmlString();
        });
        return (await new HtmlParser().ParseDocumentAsync($"<form>{html}</form>")).QuerySelector("form")!;
    }

    /// <summary>What a browser would post, buttons aside.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Posted(IElement form) =>
        from control in form.QuerySelectorAll("input, textarea, select")
        let name = control.GetAttribute("name")
        where name is not null
        from value in Values(control)
        select KeyValuePair.Create(name, value);

    private static IEnumerable<string> Values(IElement control) => control switch
    {
        _ when control.GetAttribute("type") is "radio" or "checkbox" => control.HasAttribute("checked") ? [control.GetAttribute("value")!] : [],
        _ when control.LocalName == "textarea" => [control.TextContent],
        _ when control.LocalName == "select" => [control.QuerySelector("option[selected]")?.GetAttribute("value") ?? ""],
        _ => [control.GetAttribute("value") ?? ""],
    };
}
