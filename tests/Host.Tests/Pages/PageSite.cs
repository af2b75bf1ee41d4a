using System.Security.Claims;
using System.Text.Encodings.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CaseFlow.Cases.Partnerships;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Access;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.TestKit.Time;
using CaseFlow.Workflows.Processes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseFlow.Host.Tests.Pages;

/// <summary>
/// The pages on a real database with the shipped referral: two schools in a partnership and one outside it. Whoever a
/// request names is signed in. It is Monday 23 November 2026, ten in the morning.
/// </summary>
public sealed class PageSite : WebApplicationFactory<Program>, IAsyncLifetime
{
    internal const string PersonHeader = "X-Test-Person";

    private readonly string _folder = Directory.CreateTempSubdirectory("caseflow-pages-").FullName;
    private TestDatabase? _database;

    internal HandSetClock Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));

    internal Guid Ashlow { get; } = Guid.CreateVersion7();

    internal Guid Brook { get; } = Guid.CreateVersion7();

    internal Guid North { get; private set; }

    internal Guid Author { get; private set; }

    internal Guid Head { get; private set; }

    internal Guid Coordinator { get; private set; }

    internal Guid Chair { get; private set; }

    internal Guid OtherHead { get; private set; }

    internal Guid Inclusion { get; private set; }

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.Create(DatabaseKind.Sqlite);
        North = Read(data => data.Partnerships.Single(one => one.Code == "NC").Id);
        await Write(Populate);
        Author = await Person("Asha Patel", Roles.SchoolReferrer, Ashlow);
        Head = await Person("Helen Ward", Roles.SchoolHead, Ashlow);
        OtherHead = await Person("Omar Reed", Roles.SchoolHead, Brook);
        Coordinator = await Person("Cara Doyle", Roles.Coordinator, North);
        Chair = await Person("Carl Hobbs", Roles.Chair, North);
        Inclusion = await Person("Ines Lowe", Roles.Inclusion, null);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        await _database!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal Task Write(Action<ICaseData> work) => Services.GetRequiredService<IWriteGate>().Run(scope =>
    {
        var data = scope.Data;
        work(data);
        return data.SaveChanges();
    });

    internal T Read<T>(Func<ICaseData, T> read)
    {
        using var data = Services.GetRequiredService<ICaseDataFactory>().Open();
        return read(data);
    }

    internal async Task<Guid> Pupil(string forename, string surname, Guid school, string? upn = null)
    {
        var id = Guid.CreateVersion7();
        await Write(data => data.Pupils.Add(new Pupil
        {
            Id = id,
            SchoolId = school,
            Forename = forename,
            Surname = surname,
            DateOfBirth = new DateOnly(2012, 5, 4),
            Upn = upn,
            UpnMissingReason = upn is null ? "Arrived from abroad" : null,
            Sex = Sex.F,
            AddressLine1 = "1 Heron Way",
            Postcode = "LE3 8RA",
            HomeAuthority = LocalAuthorities.Own,
            ResponsibleAuthority = LocalAuthorities.Own,
        }));
        return id;
    }

    /// <summary>A referral that Ashlow's author has started and not sent.</summary>
    internal async Task<ProcessStarted> Refer(string forename, string surname)
    {
        var pupil = await Pupil(forename, surname, Ashlow);
        var started = await Services.GetRequiredService<ProcessStart>().Referral(new ReferralOptions(pupil, Author));
        Assert.Null(started.Problem);
        return started;
    }

    internal HttpClient As(Guid person)
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("https://localhost") });
        client.DefaultRequestHeaders.Add(PersonHeader, person.ToString());
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("CaseFlow:DataFolder", _folder);
        builder.UseSetting("ConnectionStrings:CaseFlow", _database!.ConnectionString);
        builder.UseSetting("Workflows:Folder", Repository.Path("workflows-json"));
        builder.ConfigureTestServices(services =>
        {
            // Nothing runs by itself: what a page shows depends on the test alone.
            services.RemoveAll<IHostedService>();
            services.AddSingleton<TimeProvider>(Clock);
            services.AddAuthentication(Visitor.Scheme).AddScheme<AuthenticationSchemeOptions, Visitor>(Visitor.Scheme, null);
        });
    }

    private void Populate(ICaseData data)
    {
        foreach (var (id, urn, name) in new[] { (Ashlow, "900001", "Ashlow Academy"), (Brook, "900002", "Brook Vale School") })
        {
            data.Schools.Add(new School { Id = id, Urn = urn, Name = name, LocalAuthority = LocalAuthorities.Own });
            data.SchoolMemberships.Add(new SchoolMembership { Id = Guid.CreateVersion7(), SchoolId = id, PartnershipId = North, From = new DateOnly(2020, 9, 1) });
        }
    }

    internal async Task<Guid> Person(string name, string role, Guid? place)
    {
        var id = Guid.CreateVersion7();
        var names = name.Split(' ');
        var at = Roles.PlaceOf(role);
        await Write(data =>
        {
            data.People.Add(new Person { Id = id, FirstName = names[0], LastName = names[1], Email = $"{names[0].ToLowerInvariant()}@example.org" });
            data.RoleAssignments.Add(new RoleAssignment
            {
                Id = Guid.CreateVersion7(),
                PersonId = id,
                Role = role,
                SchoolId = at == RolePlace.School ? place : null,
                PartnershipId = at == RolePlace.Partnership ? place : null,
                Authority = at == RolePlace.Authority ? LocalAuthorities.Own : null,
                From = new DateOnly(2026, 8, 1),
            });
        });
        return id;
    }

    /// <summary>Signs in whoever the request names.</summary>
    private sealed class Visitor(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        public new const string Scheme = "Visitor";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Headers[PersonHeader] is [{ } person, ..]
                ? AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity([new(CurrentViewer.PersonClaim, person), new(ClaimTypes.Name, "Somebody")], Scheme)), Scheme))
                : AuthenticateResult.NoResult());
    }
}

/// <summary>Pages as a browser without script sees them.</summary>
internal static class Browsing
{
    public static async Task<IElement> Page(this HttpClient client, string address, System.Net.HttpStatusCode expected = System.Net.HttpStatusCode.OK)
    {
        using var response = await client.GetAsync(address);
        Assert.Equal(expected, response.StatusCode);
        return await Body(response);
    }

    /// <summary>Posts a form found on a page, with its hidden fields and its token.</summary>
    public static async Task<HttpResponseMessage> Post(this HttpClient client, IElement page, string action, params (string Name, string Value)[] typed)
    {
        var form = page.QuerySelectorAll("form").First(one => one.GetAttribute("action") == action);
        var fields = form.QuerySelectorAll("input[type=hidden]").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        return await client.PostAsync(action, new FormUrlEncodedContent([.. fields, .. typed.Select(one => KeyValuePair.Create(one.Name, one.Value))]));
    }

    public static async Task<IElement> Body(HttpResponseMessage response) =>
        (await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync())).DocumentElement;

    public static string Words(this IElement element) => System.Text.RegularExpressions.Regex.Replace(element.TextContent, @"\s+", " ", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Trim();
}
