using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CaseFlow.TestKit;
using Microsoft.Data.Sqlite;

namespace CaseFlow.EndToEnd;

/// <summary>The real product as its users get it: a process of its own, an empty folder, its own port.</summary>
public sealed class RunningProduct : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("caseflow-e2e-").FullName;
    private readonly StringWriter _output = new();
    private Process? _process;

    public Uri Address { get; private set; } = new("http://localhost");

    public string MailFolder => Path.Combine(_folder, "mail");

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>A school's URN, as its data officer would know it.</summary>
    public string UrnOf(string school)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "caseflow.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT urn FROM school WHERE name = $name";
        command.Parameters.AddWithValue("$name", school);
        return (string)command.ExecuteScalar()!;
    }

    public async Task InitializeAsync()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Path("src", "Host"),
        };
        start.ArgumentList.Add(HostAssembly());
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["CaseFlow__DataFolder"] = _folder;
        _process = Process.Start(start) ?? throw new InvalidOperationException("The product did not start.");
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await UntilItAnswers();
    }

    public async Task DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string HostAssembly() => typeof(Program).Assembly.Location is { Length: > 0 } path
        ? Path.Combine(Repository.Path("src", "Host", "bin"), Path.GetRelativePath(Repository.Path("tests", "EndToEnd", "bin"), Path.GetDirectoryName(path)!), "CaseFlow.Host.dll")
        : throw new InvalidOperationException("The host's assembly was not found: build the solution first.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.WriteLine(line.Data);
        }
    }

    private async Task UntilItAnswers()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (true)
        {
            if (_process!.HasExited)
            {
                throw new InvalidOperationException("The product stopped while starting:\n" + Output);
            }

            try
            {
                if ((await client.GetAsync(new Uri(Address, "/sign-in"), patience.Token)).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            catch (OperationCanceledException exception)
            {
                if (patience.IsCancellationRequested)
                {
                    throw new TimeoutException("The product did not answer within three minutes:\n" + Output, exception);
                }
            }

            await poll.WaitForNextTickAsync(patience.Token);
        }
    }
}
