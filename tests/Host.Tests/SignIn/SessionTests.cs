using CaseFlow.Cases.Storage;
using CaseFlow.Host.Tests.Running;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.SignIn;

public sealed class SessionTests(RunningHost host) : IClassFixture<RunningHost>
{
    [Fact]
    public async Task Session_OfAnAccountThatIsClosed_EndsAtTheNextRequest()
    {
        var browser = await host.SignIn(host.SecondCoordinator);
        Assert.Equal(StatusCodes.Ok, (await browser.Get("/inbox")).Status);

        await host.Services.GetRequiredService<IWriteGate>().Run(scope =>
        {
            scope.Data.People.Single(person => person.Id == host.SecondCoordinator.Id).IsActive = false;
            return scope.Data.SaveChanges();
        });

        Assert.Equal(StatusCodes.Found, (await browser.Get("/inbox")).Status);
    }

    [Fact]
    public async Task SignIn_TooManyTries_AsksToWait()
    {
        await using var strict = host.WithWebHostBuilder(builder => builder.UseSetting("SignIn:AttemptsPerMinute", "3"));
        var browser = new Browser(strict.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://caseflow.example"), AllowAutoRedirect = false }));
        var page = await browser.Get("/sign-in");
        Answer answer;
        var tries = 0;
        do
        {
            answer = await browser.Submit(page, "form[action='/sign-in']", new() { ["email"] = "nobody@example.org", ["password"] = "not the password" });
        }
        while (++tries <= 3);

        Assert.Equal(StatusCodes.TooMany, answer.Status);
        Assert.Contains("Wait a few minutes", answer.Text, StringComparison.Ordinal);
    }
}
