using System.Security.Cryptography;
using CaseFlow.Cases.Access;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Persistence.Engine;
using CaseFlow.TestKit.Databases;
using CaseFlow.TestKit.Files;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Tests.Engine;

public sealed class FileStoreTests
{
    private static readonly Guid Task1 = new("01900000-0000-7000-8000-000000000001");
    private static readonly Guid Case1 = new("01900000-0000-7000-8000-000000000002");
    private static readonly Guid Me = new("01900000-0000-7000-8000-0000000000aa");
    private static readonly Guid Other = new("01900000-0000-7000-8000-0000000000bb");

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Add_AFileOfSeveralParts_ComesBackWithTheSameHash(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<IFileStore>();
        var content = SampleFiles.Pdf(length: (FileStore.PartLength * 2) + 17);
        var row = Row(content);

        await store.Add(row, content);

        Assert.Equal(row, await store.Find(row.FileId));
        Assert.Equal(row, Assert.Single(await store.Unsent(Task1, Me)));
        Assert.Empty(await store.Unsent(Task1, Other));
        Assert.Empty(await store.Sent(Case1));
        Assert.Equal(row.Sha256, Convert.ToHexStringLower(SHA256.HashData(await Content(store, row.FileId))));
        Assert.Equal(3L, await host.Scalar<long>("SELECT count(*) FROM uploaded_file_part"));
        Assert.Null(await store.Find(Guid.CreateVersion7()));
    }

    /// <summary>The host was stopped between two parts.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Add_ThatWasNotFinished_IsNotFoundAndIsRemovedAsAnOrphan(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<IFileStore>();
        var row = Row([1]);
        await store.Add(row, new byte[] { 1 });
        await host.Gate.Run(scope => scope.Command("UPDATE uploaded_file SET stored_at = NULL").ExecuteNonQuery());

        Assert.Null(await store.Find(row.FileId));
        Assert.Empty(await store.Unsent(Task1, Me));
        Assert.Equal(1, await store.RemoveOrphans(Bursts.Now.AddDays(1)));
        Assert.Equal(0L, await host.Scalar<long>("SELECT count(*) FROM uploaded_file_part"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RemoveOrphans_FilesOfDraftsAndSentOnes_Stay(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<IFileStore>();
        var (inDraft, sent, late, orphan) = (Row([1]), Row([2]), Row([3]) with { UploadedAt = Bursts.Now.AddDays(2) }, Row([4]));
        foreach (var row in new[] { inDraft, sent, late, orphan })
        {
            await store.Add(row, new byte[] { 1 });
        }

        await host.Get<ITaskStore>().SaveDraft(new TaskDraftRow(Task1, Me, $$"""{ "a": { "file": "{{inDraft.FileId}}" } }""", Bursts.Now));
        await host.Get<ITaskStore>().SaveDraft(new TaskDraftRow(Task1, Other, $$"""{ "a": { "file": "{{orphan.FileId}}" } }""", Bursts.Now));
        await Send(host, sent.FileId);

        Assert.Equal(1, await store.RemoveOrphans(Bursts.Now.AddDays(1)));

        Assert.Null(await store.Find(orphan.FileId));
        Assert.NotNull(await store.Find(inDraft.FileId));
        Assert.NotNull(await store.Find(late.FileId));
        Assert.Equal(sent.FileId, Assert.Single(await store.Sent(Case1)).FileId);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Remove_AFileOfAnotherPersonOrOneThatWasSent_LeavesIt(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<IFileStore>();
        var (mine, sent) = (Row([1]), Row([2]));
        await store.Add(mine, new byte[] { 1 });
        await store.Add(sent, new byte[] { 2 });
        var submission = await Send(host, sent.FileId);

        await store.Remove(mine.FileId, Task1, Other);
        await store.Remove(mine.FileId, Case1, Me);
        await store.Remove(sent.FileId, Task1, Me);
        Assert.NotNull(await store.Find(mine.FileId));
        Assert.Equal(submission, (await store.Find(sent.FileId))!.SubmissionId);

        await store.Remove(mine.FileId, Task1, Me);
        Assert.Null(await store.Find(mine.FileId));
        Assert.Null(await store.Part(mine.FileId, 0));

        // Sent once more with later answers: it stays with the first.
        await Send(host, sent.FileId);
        Assert.Equal(submission, (await store.Find(sent.FileId))!.SubmissionId);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Send_AFileThatIsGone_SendsNothingAndSaysWhatToDo(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);

        var problem = await Assert.ThrowsAsync<CaseRuleException>(() => Send(host, Guid.CreateVersion7()));

        Assert.Contains("select it again", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await host.Scalar<long>("SELECT count(*) FROM instance"));
    }

    private static async Task<Guid> Send(MigratedStorage host, Guid file)
    {
        var id = Guid.CreateVersion7(Bursts.Now);
        var submission = new FormSubmissionRow(id, Task1, "i", Case1, "test", "hash", "{}", Me, "Me", Bursts.Now) { Files = [file] };
        await host.Get<IInstanceStore>().Commit(Bursts.Of($"i-{id}", 0) with { Submission = submission });
        return id;
    }

    private static async Task<byte[]> Content(IFileStore store, Guid id)
    {
        var all = new List<byte>();
        for (var number = 0; await store.Part(id, number) is { } part; number++)
        {
            all.AddRange(part);
        }

        return [.. all];
    }

    private static UploadedFileRow Row(byte[] content) => new(
        Guid.CreateVersion7(Bursts.Now), Task1, Case1, Me, "Me", "tried.evidence", DataClass.Needs, "plan.pdf", "pdf", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), Bursts.Now, null);
}
