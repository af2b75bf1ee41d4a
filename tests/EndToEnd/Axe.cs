using System.Text.Json;
using CaseFlow.TestKit;
using Microsoft.Playwright;

namespace CaseFlow.EndToEnd;

/// <summary>axe-core, run in the page: WCAG 2.2 A and AA.</summary>
public static class Axe
{
    private const string Run =
        "async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))" +
        ".violations.map(v => v.id + ': ' + v.help + ' — ' + v.nodes.map(n => n.target.join(' ')).join(' | '))";

    private static readonly Lazy<string> Script = new(() =>
        File.ReadAllText(Repository.Path("src", "Host", "node_modules", "axe-core", "axe.min.js")));

    /// <summary>Fails with every violation on the page as it stands.</summary>
    public static async Task HasNoViolations(IPage page)
    {
        // Evaluated by the debugger protocol, so the page's content security policy stays as strict as it is.
        await page.EvaluateAsync(Script.Value);
        var violations = (await page.EvaluateAsync<JsonElement>(Run)).EnumerateArray().Select(item => item.GetString()!).ToList();
        Assert.True(violations.Count == 0, $"{page.Url}\n" + string.Join("\n", violations));
    }
}
