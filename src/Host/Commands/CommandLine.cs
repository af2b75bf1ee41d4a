using CaseFlow.Host.Installing;

namespace CaseFlow.Host.Commands;

/// <summary>What the program does besides serving pages: dispatched before the website is built.</summary>
public static class CommandLine
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int NotUnderstood = 2;

    private const string Help =
        """
        CaseFlow

          dotnet run --project src/Host                                   serves the website
          dotnet run --project src/Host -- create-admin --email ADDRESS [--first-name NAME] [--last-name NAME]
                                                                          makes the first administrator; asks for a password, or prints one
          dotnet run --project src/Host -- check [--audit-head HEAD] [--json]
                                                                          looks for broken promises in the database; exit code 1 where there are any
          dotnet run --project src/Host -- audit head                     prints the head of the audit log, to be kept elsewhere and given to check
          dotnet run --project src/Host -- incidents list|retry|skip|cancel|release
                                                                          what has stopped, and what to do about it; "incidents" alone explains
          dotnet run --project src/Host -- workflows validate|run|export PATH… [--json]
                                                                          checks, tries out or rewrites workflow files
          dotnet run --project src/Host -- --help                         shows this

        Settings stand in appsettings.json, in the environment (ConnectionStrings__CaseFlow, CaseFlow__DataFolder, Mail__Transport …)
        or after the command (--CaseFlow:DataFolder=…).
        """;

    /// <summary>Runs the command that the arguments name; null where they name none and the website is meant.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="input">Where answers to questions are read.</param>
    /// <param name="output">What was asked for.</param>
    /// <param name="errors">What went wrong, and what to do about it.</param>
    /// <param name="clock">What time it is for what the command writes; the machine's clock where none is given.</param>
    public static async Task<int?> Run(string[] args, TextReader input, TextWriter output, TextWriter errors, TimeProvider? clock = null)
    {
        if (args is [] || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?")))
        {
            return null;
        }

        try
        {
            return args[0] switch
            {
                "--help" or "-h" or "-?" or "help" => Show(output),
                "create-admin" => await CreateAdministrator.Run(args[1..], input, output, errors),
                "check" => await Check.Run(args[1..], output, errors),
                "audit" => await AuditCommand.Run(args[1..], output, errors),
                "incidents" => await IncidentsCommand.Run(args[1..], output, errors, clock),
                "workflows" => await WorkflowsCommand.RunAsync(args[1..], output, errors),
                _ => Unknown(args[0], errors),
            };
        }
        catch (Exception exception) when (StartProblem.Of(exception) is { } problem)
        {
            await errors.WriteLineAsync(problem);
            return Failed;
        }
    }

    private static int Show(TextWriter output)
    {
        output.WriteLine(Help);
        return Done;
    }

    private static int Unknown(string command, TextWriter errors)
    {
        errors.WriteLine($"There is no command \"{command}\".");
        errors.WriteLine();
        errors.WriteLine(Help);
        return NotUnderstood;
    }
}
