using CaseFlow.Activities.Forms.Files;
using CaseFlow.Cases.Access;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Access;
using CaseFlow.Host.Security;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;
using Microsoft.Net.Http.Headers;

namespace CaseFlow.Host.Files;

/// <summary>
/// Uploaded files for those who may read the answers they are part of: before they are sent, whoever uploaded them;
/// then everybody who sees that kind of content of the case. For others there is no such file.
/// </summary>
public static class FileDownloads
{
    public static WebApplication MapFiles(this WebApplication app)
    {
        app.MapGet("/files/{id:guid}", Download).RequireAuthorization();
        return app;
    }

    private static async Task Download(Guid id, HttpContext http, IFileStore files, ICaseDataFactory cases, TaskService tasks, IWriteGate gate, TimeProvider clock, CurrentViewer current)
    {
        var cancellationToken = http.RequestAborted;
        if (current.Viewer is not { } viewer || await files.Find(id, cancellationToken) is not { } file || FileType.Named(file.Type) is not { } type
            || !await MayRead(file, viewer, cases, tasks, cancellationToken))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        // Written down before the first byte goes out: who has had a file can always be told.
        var entry = new AuditEntry(clock.GetUtcNow(), AuditActions.FileDownloaded, new("file", file.FileId), AuditActor.Of(viewer)) { CaseId = file.CaseId };
        await gate.Run(
            scope =>
            {
                scope.Audit(entry);
                return true;
            },
            cancellationToken);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        http.Response.ContentType = type.MediaType;
        http.Response.ContentLength = file.Size;
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.ContentSecurityPolicy = SecurityHeaders.Sandbox;
        for (var number = 0L; await files.Part(id, number, cancellationToken) is { } part; number++)
        {
            await http.Response.Body.WriteAsync(part, cancellationToken);
        }
    }

    private static async Task<bool> MayRead(UploadedFileRow file, Viewer viewer, ICaseDataFactory cases, TaskService tasks, CancellationToken cancellationToken)
    {
        if (file.SubmissionId is null || file.CaseId is not { } caseId)
        {
            return file.PersonId == viewer.PersonId && await tasks.Find(file.TaskId, viewer.PersonId, cancellationToken) is not null;
        }

        await using var data = cases.Open();
        return data.Cases.VisibleTo(viewer, data).FirstOrDefault(one => one.Id == caseId) is { } seen
            && viewer.Sees(file.DataClass, CaseAccess.Load(data, seen, viewer.On)) == Sight.Full;
    }
}
