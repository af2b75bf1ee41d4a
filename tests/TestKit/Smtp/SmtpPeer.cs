using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace CaseFlow.TestKit.Smtp;

/// <summary>A message as the real SMTP server received it.</summary>
public sealed record ReceivedMail(
    string MessageId, string To, int Recipients, string Subject, IReadOnlyList<string> Headers, string Text, string Html, bool Encrypted, bool Authenticated);

public enum SmtpMode
{
    Accept,

    /// <summary>451 for every recipient.</summary>
    Defer,

    /// <summary>550 for every recipient.</summary>
    Reject,

    /// <summary>Takes the message, then drops the connection without the 250.</summary>
    Drop,

    /// <summary>Never answers.</summary>
    Hang,
}

/// <summary>
/// A real SMTP server (aiosmtpd) on a loopback port, with STARTTLS and AUTH and a certificate that nothing trusts.
/// </summary>
public sealed class SmtpPeer : IAsyncDisposable
{
    public const string UserName = "caseflow";

    public const string Password = "a password for the tests only";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly ConcurrentQueue<ReceivedMail> _received = new();
    private readonly SemaphoreSlim _done = new(0);
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly System.Text.StringBuilder _errors = new();

    private SmtpPeer(Process process, DirectoryInfo folder)
    {
        (_process, _folder) = (process, folder);
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                _errors.AppendLine(line.Data);
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; private set; }

    public string CertificatePath => Path.Combine(_folder.FullName, "certificate.pem");

    /// <summary>Everything received so far, oldest first.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> Received()
    {
        await Tell("sync");
        return [.. _received];
    }

    public static async Task<SmtpPeer> Start()
    {
        var folder = Directory.CreateTempSubdirectory("caseflow-smtp-");
        MakeCertificate(folder.FullName);
        var start = new ProcessStartInfo("/usr/bin/python3")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in new[] { Repository.Path("tests", "TestKit", "Smtp", "smtp_peer.py"), Path.Combine(folder.FullName, "certificate.pem"), Path.Combine(folder.FullName, "key.pem"), UserName, Password })
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            var peer = new SmtpPeer(Process.Start(start)!, folder);
            peer.Port = await peer.Opened();
            return peer;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException("/usr/bin/python3 is missing. Run ./test, which installs python3-aiosmtpd.", exception);
        }
    }

    public Task Be(SmtpMode mode) => Tell("mode " + mode.ToString().ToLowerInvariant());

    /// <summary>Refuses connections until <see cref="Open"/>.</summary>
    public Task Close() => Tell("close");

    public Task Open() => Tell("open");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _done.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<int> Opened()
    {
        var ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(_port.Task, ended).WaitAsync(Patience) == ended)
        {
            string errors;
            lock (_errors)
            {
                errors = _errors.ToString();
            }

            throw new InvalidOperationException(
                errors.Contains("aiosmtpd", StringComparison.Ordinal)
                    ? "The SMTP server for these tests is not installed. Run ./test, which installs python3-aiosmtpd."
                    : "The SMTP server for these tests did not start:\n" + errors);
        }

        return await _port.Task;
    }

    private async Task Tell(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        if (!await _done.WaitAsync(Patience))
        {
            throw new TimeoutException($"The SMTP server did not take the command \"{command}\".");
        }
    }

    private void Heard(string? line)
    {
        if (line is not ['{', ..])
        {
            return;
        }

        using var said = JsonDocument.Parse(line);
        switch (said.RootElement.GetProperty("kind").GetString())
        {
            case "open":
                _port.TrySetResult(said.RootElement.GetProperty("port").GetInt32());
                break;
            case "message":
                _received.Enqueue(said.RootElement.Deserialize<ReceivedMail>(Json)!);
                break;
            default:
                _done.Release();
                break;
        }
    }

    private static void MakeCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(2));
        File.WriteAllText(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
