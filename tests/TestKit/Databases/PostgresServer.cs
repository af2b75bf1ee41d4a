using System.Diagnostics;
using Npgsql;

namespace CaseFlow.TestKit.Databases;

/// <summary>
/// A private PostgreSQL cluster in a temporary folder, one for the test process, on a Unix socket only. A shell holds it
/// and stops it when this process ends, however that ends: its standard input closes.
/// </summary>
public sealed class PostgresServer
{
    private const string Holder =
        """
        "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync="$3" -c max_connections=400 >"$2/log" 2>&1 &
        read _
        kill -INT $!
        wait
        rm -rf "$2"
        """;

    private static readonly Lazy<Task<PostgresServer>> Lazy = new(() => Task.Run(Start));

    private readonly string _folder;
    private readonly Process _holder;

    private PostgresServer(string folder, Process holder) => (_folder, _holder) = (folder, holder);

    /// <summary>
    /// Whether it waits for the disk. No test cuts the power, so they need not wait; what CaseFlow asks of the server is
    /// asserted all the same. A benchmark sets it before the server is first used.
    /// </summary>
    public static bool WaitsForTheDisk { get; set; }

    public static Task<PostgresServer> Shared => Lazy.Value;

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = _folder, Username = "postgres", Database = database, Timeout = 30 }.ConnectionString;

    public async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresServer> Start()
    {
        var binaries = FindBinaries();
        var folder = Directory.CreateTempSubdirectory("caseflow-pg-").FullName;
        if (Environment.UserName == "root")
        {
            await Run("chown", "postgres", folder);
        }

        await Run(AsPostgres([Path.Combine(binaries, "initdb"), "-D", Path.Combine(folder, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]));
        var server = new PostgresServer(folder, StartProcess(AsPostgres(["sh", "-c", Holder, "sh", binaries, folder, WaitsForTheDisk ? "on" : "off"]), holdInput: true));
        await server.WaitUntilItAnswers();
        return server;
    }

    private async Task WaitUntilItAnswers()
    {
        var deadline = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await Execute("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (deadline.Elapsed < TimeSpan.FromSeconds(30) && !_holder.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    private static string FindBinaries()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
            : [];
        return installed.Concat(onPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))
            ?? throw new InvalidOperationException("This test needs PostgreSQL, which is not installed here. Run the tests with ./test, which installs it, or install the package postgresql.");
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static string[] AsPostgres(string[] command) =>
        Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", .. command] : command;

    private static async Task Run(params string[] command)
    {
        using var process = StartProcess(command, holdInput: false);
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command[0]} failed: {await errors}");
        }
    }

    private static Process StartProcess(string[] command, bool holdInput)
    {
        var start = new ProcessStartInfo(command[0]) { WorkingDirectory = "/", RedirectStandardInput = holdInput, RedirectStandardOutput = !holdInput, RedirectStandardError = !holdInput };
        foreach (var argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
    }
}
