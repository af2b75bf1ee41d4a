using CaseFlow.Host.CaseFile;
using CaseFlow.Host.Commands;
using CaseFlow.Host.Errors;
using CaseFlow.Host.Files;
using CaseFlow.Host.Imports;
using CaseFlow.Host.Inbox;
using CaseFlow.Host.Incidents;
using CaseFlow.Host.Installing;
using CaseFlow.Host.OwnAccount;
using CaseFlow.Host.People;
using CaseFlow.Host.Pupils;
using CaseFlow.Host.Referrals;
using CaseFlow.Host.Security;
using CaseFlow.Host.Shell;
using CaseFlow.Host.SignIn;
using CaseFlow.Host.Tasks;

if (await CommandLine.Run(args, Console.In, Console.Out, Console.Error) is { } exitCode)
{
    return exitCode;
}

try
{
    var builder = WebApplication.CreateBuilder(StartDefaults.Options(args));
    builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
    builder.ListenAtUsualAddress();
    builder.WebHost.UseStaticWebAssets();
    builder.AddPages();
    builder.AddSignIn();
    builder.AddOwnAccount();
    builder.AddTaskPages();
    builder.AddInbox();
    builder.AddCaseFile();
    builder.AddPupils();
    builder.AddImports();
    builder.AddPeople();
    builder.AddIncidents();
    builder.AddReferralPages();
    builder.AddBackgroundWork(builder.AddInstallation());
    builder.AddDevelopmentPages();

    var app = builder.Build();
    app.UseSecurityHeaders();
    app.UseErrorPages();
    app.UseDevelopmentPages();
    app.UseRouting();
    app.UseRateLimiter();
    app.UseAuthentication();
    app.UseActivePeopleOnly();
    app.UseAuthorization();
    app.UseCheckedFormPosts();
    app.MapPages();
    app.MapSignIn();
    app.MapOwnAccount();
    app.MapTaskPages();
    app.MapFiles();
    app.MapInbox();
    app.MapPupils();
    app.MapImports();
    app.MapPeople();
    app.MapIncidents();
    app.MapReferralPages();
    app.MapHealthChecks("/health").AllowAnonymous();
    await app.Services.GetRequiredService<Preparation>().Run();
    await app.RunAsync();
    return CommandLine.Done;
}
catch (Exception exception) when (StartProblem.Of(exception) is { } problem)
{
    await Console.Error.WriteLineAsync(problem);
    return CommandLine.Failed;
}
