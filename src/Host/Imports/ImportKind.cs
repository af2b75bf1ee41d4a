using CaseFlow.Cases.Access;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Imports;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using CaseFlow.Host.Pupils;

namespace CaseFlow.Host.Imports;

/// <summary>A kind of file that can be brought in.</summary>
/// <param name="Name">As the form posts it.</param>
/// <param name="Title">What the file holds.</param>
/// <param name="Columns">Its headings, for those who prepare it.</param>
public sealed record ImportKind(
    string Name, string Title, IReadOnlyList<CsvColumn> Columns, Func<Viewer, bool> MayImport, Func<IServiceProvider, Viewer, Stream, CancellationToken, Task<ImportResult>> Run)
{
    public static IReadOnlyList<ImportKind> All { get; } =
    [
        new("pupils", "Pupils", PupilColumns.All, PupilReading.MayKeepRecords,
            (services, viewer, file, stop) => services.GetRequiredService<PupilImport>().Run(viewer, file, stop)),
        new("terms", "Term dates", TermDateImport.Columns, viewer => viewer.SchoolIds.Count > 0 || SchoolImport.MayImport(viewer),
            (services, viewer, file, stop) => services.GetRequiredService<TermDateImport>().Run(viewer, file, stop)),
        new("schools", "Schools", SchoolImport.Columns, SchoolImport.MayImport,
            (services, viewer, file, stop) => services.GetRequiredService<SchoolImport>().Run(viewer, file, stop)),
    ];

    public static IReadOnlyList<ImportKind> For(Viewer viewer) => [.. All.Where(kind => kind.MayImport(viewer))];
}
