using CaseFlow.Host.Email;
using CaseFlow.Workflows.Emails;

namespace CaseFlow.Host.Tests.Email;

public sealed class FileMailTransportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("caseflow-mail-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Send_SameMessageTwice_LeavesOneWholeFile()
    {
        var transport = new FileMailTransport(_folder.FullName, "no-reply@caseflow.example");
        await transport.Send(SmtpMailTransportTests.Email(), CancellationToken.None);
        await transport.Send(SmtpMailTransportTests.Email(), CancellationToken.None);

        var file = Assert.Single(_folder.GetFiles());
        Assert.Equal("0193-one@caseflow.example.eml", file.Name);
        Assert.Equal(SmtpMailTransportTests.Email(), EmlFormat.Read(await File.ReadAllBytesAsync(file.FullName)) with { Text = "Zoë, open it", Html = "<p>Zoë, open it</p>" });
    }

    [Fact]
    public async Task Send_FolderCannotBeMade_ServerIsUnavailableAndSaysWhatToDo()
    {
        var file = Path.Combine(_folder.FullName, "occupied");
        await File.WriteAllTextAsync(file, "");

        var outcome = await new FileMailTransport(Path.Combine(file, "mail"), "no-reply@caseflow.example").Send(SmtpMailTransportTests.Email(), CancellationToken.None);

        Assert.Contains("mail folder", Assert.IsType<MailServerUnavailable>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AnyText_IsReadBackTheSame()
    {
        var email = SmtpMailTransportTests.Email() with
        {
            Subject = "Café\r\nBcc: x@evil.example",
            Text = "one\n\n--=_caseflow-alternative--\nlast",
            Html = "<p>" + new string('ä', 2000) + "</p>",
        };

        var read = EmlFormat.Read(EmlFormat.Write(email, "no-reply@caseflow.example"));

        Assert.Equal("CaféBcc: x@evil.example", read.Subject);
        Assert.Equal(email.Text, read.Text);
        Assert.Equal(email.Html, read.Html);
        Assert.Equal(email.Date, read.Date);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a/b\\c:d")]
    public void FileName_AnyMessageId_StaysInTheFolder(string messageId) =>
        Assert.DoesNotContain(FileMailTransport.FileName(messageId), character => character is '/' or '\\' or ':');
}
