using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CaseFlow.Host.Tests.Forms;

namespace CaseFlow.Host.Tests.Running;

/// <summary>A page as it came.</summary>
public sealed record Answer(int Status, HttpResponseMessage Response, IDocument Page)
{
    public string? Location => Response.Headers.Location?.OriginalString;

    public string Text => Page.Body?.TextContent ?? "";

    public string Heading => Page.QuerySelector("h1")?.TextContent.Trim() ?? "";

    public IReadOnlyList<string> Summary => [.. Page.QuerySelectorAll(".govuk-error-summary li").Select(item => item.TextContent.Trim())];

    public string Value(string name) => Page.QuerySelector($"[name='{name}']") is { } control
        ? control.LocalName == "textarea" ? control.TextContent : control.GetAttribute("value") ?? ""
        : throw new InvalidOperationException($"The page has no field {name}.");
}

/// <summary>A file as somebody picks it.</summary>
public sealed record PickedFile(string Input, string FileName, byte[] Content);

/// <summary>A browser without scripts: cookies, links and forms.</summary>
public sealed class Browser(HttpClient client)
{
    public HttpClient Client { get; } = client;

    public async Task<Answer> Get(string address) => await Read(await Client.GetAsync(new Uri(address, UriKind.Relative)));

    /// <summary>Gets, and follows where it is sent.</summary>
    public async Task<Answer> Follow(Answer answer)
    {
        for (var steps = 0; answer.Location is { } location && steps < 5; steps++)
        {
            answer = await Get(location.Replace("https://caseflow.example", "", StringComparison.Ordinal));
        }

        return answer;
    }

    /// <summary>Sends a form of the page as it stands, with some fields typed over and a button pressed.</summary>
    public async Task<Answer> Submit(Answer answer, string form, Dictionary<string, string>? typed = null, (string Name, string Value)? button = null, string? address = null)
    {
        var element = answer.Page.QuerySelector(form) ?? throw new InvalidOperationException($"The page \"{answer.Heading}\" has no form {form}.");
        var fields = DrawnForm.Posted(element).Where(field => typed?.ContainsKey(field.Key) != true).Concat(typed ?? []).ToList();
        if (button is { } pressed)
        {
            fields.Add(KeyValuePair.Create(pressed.Name, pressed.Value));
        }

        return await Post(address ?? element.GetAttribute("action")!, fields);
    }

    public async Task<Answer> Post(string address, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Origin", "null");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await Read(await Client.SendAsync(request));
    }

    /// <summary>Sends a form of the page as a browser sends it with files: each part after the other, in the order of the page.</summary>
    public async Task<Answer> SubmitFiles(Answer answer, string form, IEnumerable<PickedFile> files, Dictionary<string, string>? typed = null, (string Name, string Value)? button = null)
    {
        var element = answer.Page.QuerySelector(form) ?? throw new InvalidOperationException($"The page \"{answer.Heading}\" has no form {form}.");
        Assert.Equal("multipart/form-data", element.GetAttribute("enctype"));
        using var content = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 };
        var drawn = DrawnForm.Posted(element).ToList();
        var picked = files.ToDictionary(file => file.Input);
        foreach (var (name, value) in drawn.Concat((typed ?? []).Where(field => drawn.All(one => one.Key != field.Key))))
        {
            if (!picked.TryGetValue(name, out var file))
            {
                content.Add(new StringContent(typed?.GetValueOrDefault(name) ?? value), $"\"{name}\"");
                continue;
            }

            var part = new ByteArrayContent(file.Content);
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{file.Input}\"; filename=\"{file.FileName}\"");
            part.Headers.TryAddWithoutValidation("Content-Type", "text/html");
            content.Add(part);
        }

        if (button is { } pressed)
        {
            content.Add(new StringContent(pressed.Value), $"\"{pressed.Name}\"");
        }

        return await Send(element.GetAttribute("action")!, content);
    }

    public async Task<Answer> Send(string address, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = content };
        request.Headers.Add("Origin", "null");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await Read(await Client.SendAsync(request));
    }

    private static async Task<Answer> Read(HttpResponseMessage response) =>
        new((int)response.StatusCode, response, await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync()));
}
