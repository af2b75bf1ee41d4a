using CaseFlow.Host.Demo;

namespace CaseFlow.Host.Installing;

/// <summary>Where this installation keeps its things and what kind it is, from the "CaseFlow", "Workflows" and "Demo" sections.</summary>
public sealed record Installation
{
    public required string DataFolder { get; init; }

    /// <summary>The folder with the workflows, and in it forms/ and emails/.</summary>
    public required string WorkflowsFolder { get; init; }

    public required string ConnectionString { get; init; }

    /// <summary>Whether an empty database is filled with an invented world.</summary>
    public required bool IsDemo { get; init; }

    public required bool IsDevelopment { get; init; }

    public string MailFolder => Path.Combine(DataFolder, "mail");

    public string FormsFolder => Path.Combine(WorkflowsFolder, "forms");

    public string EmailsFolder => Path.Combine(WorkflowsFolder, "emails");

    /// <exception cref="StartException">A setting cannot be used; the message says what to do.</exception>
    public static Installation From(IConfiguration configuration, IHostEnvironment environment)
    {
        var dataFolder = Path.GetFullPath(configuration["CaseFlow:DataFolder"] is { Length: > 0 } given ? given : "data", environment.ContentRootPath);
        var workflows = configuration["Workflows:Folder"] is { Length: > 0 } named
            ? Path.GetFullPath(named, environment.ContentRootPath)
            : Path.Combine(AppContext.BaseDirectory, "workflows-json");
        if (!Directory.Exists(workflows))
        {
            throw new StartException($"The folder of workflows, {workflows}, is not there. Set Workflows:Folder to the folder that holds referral.json, forms and emails.");
        }

        try
        {
            Directory.CreateDirectory(dataFolder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The data folder {dataFolder} could not be made: {exception.Message} Set CaseFlow:DataFolder to a folder this service may write to.", exception);
        }

        return new()
        {
            DataFolder = dataFolder,
            WorkflowsFolder = workflows,
            ConnectionString = configuration.GetConnectionString("CaseFlow") is { Length: > 0 } connection ? connection : $"Data Source={Path.Combine(dataFolder, "caseflow.db")}",
            IsDemo = configuration.GetSection(DemoOptions.Section).Get<DemoOptions>()?.Enabled ?? environment.IsDevelopment(),
            IsDevelopment = environment.IsDevelopment(),
        };
    }
}
