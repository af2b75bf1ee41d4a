using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Access;
using CaseFlow.Host.Security;
using CaseFlow.Host.Shell;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseFlow.Host.Imports;

/// <summary>Bringing in pupils, term dates and schools from files.</summary>
public static class ImportEndpoints
{
    private const long LargestFile = 10 * 1024 * 1024;

    public static IHostApplicationBuilder AddImports(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<PupilImport>();
        builder.Services.TryAddSingleton<TermDateImport>();
        builder.Services.TryAddSingleton<SchoolImport>();
        builder.Services.AddSingleton(new NavigationItem("Imports", "/imports", 50) { Show = viewer => ImportKind.For(viewer).Count > 0 });
        return builder;
    }

    public static WebApplication MapImports(this WebApplication app)
    {
        app.MapPost("/imports", Import).WithOrder(-1);
        return app;
    }

    private static async Task<IResult> Import(HttpContext http, CurrentViewer current)
    {
        var kinds = current.Viewer is { } who ? ImportKind.For(who) : [];
        if (current.Viewer is not { } viewer || kinds.Count == 0)
        {
            return Results.NotFound();
        }

        var fields = http.PostedForm().Fields;
        var kind = kinds.FirstOrDefault(one => one.Name == fields["kind"].ToString());
        var file = fields.Files["file"];
        var errors = new List<PageError>();
        if (kind is null)
        {
            errors.Add(new("Select what is in the file", "kind"));
        }

        if (file is null || file.Length == 0)
        {
            errors.Add(new("Select a CSV file that is not empty", "file"));
        }
        else if (file.Length > LargestFile)
        {
            errors.Add(new("The file must be 10 MB or smaller. Split it and import each part", "file"));
        }

        if (errors.Count > 0)
        {
            return Draw(kind, null, errors, StatusCodes.Status422UnprocessableEntity);
        }

        try
        {
            await using var stream = file!.OpenReadStream();
            var result = await kind!.Run(http.RequestServices, viewer, stream, http.RequestAborted);
            return Draw(kind, result, [], StatusCodes.Status200OK);
        }
        catch (StorageException exception)
        {
            return Draw(kind, null, [new(exception.Message)], StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static IResult Draw(ImportKind? kind, Cases.Imports.ImportResult? result, IReadOnlyList<PageError> errors, int status) =>
        Pages.Render<ImportsPage>(new() { [nameof(ImportsPage.Kind)] = kind, [nameof(ImportsPage.Result)] = result, [nameof(ImportsPage.Errors)] = errors }, status);
}
