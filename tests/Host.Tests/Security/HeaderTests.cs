using CaseFlow.Host.Tests.Running;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.Security;

public sealed class HeaderTests(RunningHost host) : IClassFixture<RunningHost>
{
    /// <summary>Every page and post of the product, asked for with nothing but its address.</summary>
    [Fact]
    public async Task EveryRoute_WhateverItAnswers_HasTheHeaders()
    {
        var browser = await host.SignIn(host.Coordinator);
        var routes = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Example)))))
            .Append("/no/such/page").Distinct().ToList();

        Assert.Contains("/sign-in", routes);
        foreach (var route in routes)
        {
            var answer = await browser.Get(route);
            Check(route, answer);
        }
    }

    [Fact]
    public async Task Pages_WithoutASession_LeadToSignInAndNowhereElse()
    {
        string[] open = ["/sign-in", "/errors/404", "/errors/500", "/errors/{Status:int}"];
        var pages = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!).Where(pattern => !open.Contains(pattern) && !pattern.StartsWith("/dev", StringComparison.Ordinal)).Distinct().ToList();

        Assert.Contains("/tasks/{Id:guid}", pages);
        var browser = host.Browse();
        foreach (var pattern in pages)
        {
            var address = pattern.Contains('{', StringComparison.Ordinal) ? Fill(pattern) : pattern;
            var answer = await browser.Get(address);
            Assert.True(answer.Status == StatusCodes.Found && answer.Location!.Contains("/sign-in?", StringComparison.Ordinal), $"{address} answered {answer.Status}");
        }
    }

    [Fact]
    public async Task Posts_WithoutAToken_ChangeNothing()
    {
        var browser = await host.SignIn(host.Coordinator);
        var posts = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(endpoint => Fill(endpoint.RoutePattern.RawText!)).Distinct().ToList();

        Assert.Contains("/sign-out", posts);
        foreach (var address in posts)
        {
            var answer = await browser.Post(address, [new("any", "thing")]);
            Assert.True(answer.Status is StatusCodes.BadRequest or StatusCodes.NotFound or StatusCodes.Unprocessable or StatusCodes.Ok && answer.Location is null, $"{address} answered {answer.Status}");
        }

        Assert.Equal(StatusCodes.Ok, (await browser.Get("/inbox")).Status);
    }

    [Fact]
    public async Task Styles_FromTheSignInPage_AreServedAndMayBeKept()
    {
        var browser = host.Browse();
        var page = await browser.Get("/sign-in");
        var styles = await browser.Get(page.Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!);

        Assert.Equal(StatusCodes.Ok, styles.Status);
        Assert.Equal("text/css", styles.Response.Content.Headers.ContentType?.MediaType);
        Assert.False(styles.Response.Headers.CacheControl?.NoStore);
        Assert.DoesNotContain("GDS Transport", await styles.Response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(StatusCodes.Ok, (await browser.Get(page.Page.QuerySelector("script[type=module]")!.GetAttribute("src")!)).Status);
    }

    private static void Check(string route, Answer answer)
    {
        var headers = answer.Response.Headers;
        var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(headers.GetValues("Referrer-Policy")));
        Assert.Equal("DENY", Assert.Single(headers.GetValues("X-Frame-Options")));
        Assert.False(headers.Contains("Server"), route);
        Assert.True(headers.Contains("Strict-Transport-Security"), route);
        Assert.True(route.StartsWith("/dist/", StringComparison.Ordinal) || route.StartsWith("/favicon", StringComparison.Ordinal) || headers.CacheControl is { NoStore: true }, route);
        if (answer.Response.Content.Headers.ContentType?.MediaType == "text/html")
        {
            Assert.Empty(answer.Page.QuerySelectorAll("[style], style, script:not([src]), [onclick]"));
        }
    }

    private static string Example(Microsoft.AspNetCore.Routing.Patterns.RoutePatternPart part) => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => parameter.Name == "Status" ? "429" : Guid.Empty.ToString(),
        _ => "",
    };

    private static string Fill(string pattern) =>
        "/" + string.Join('/', pattern.Trim('/').Split('/').Select(part => part.StartsWith('{') ? part.StartsWith("{Status", StringComparison.Ordinal) ? "429" : Guid.Empty.ToString() : part));
}
