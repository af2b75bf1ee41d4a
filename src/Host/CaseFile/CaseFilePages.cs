using CaseFlow.Host.Shell;

namespace CaseFlow.Host.CaseFile;

/// <summary>What the pages of a case are read with.</summary>
public static class CaseFilePages
{
    public static IHostApplicationBuilder AddCaseFile(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new NavigationItem("Cases", "/cases", 20) { Show = viewer => viewer.MaySeeCases });
        builder.Services.AddScoped<CaseListReading>();
        builder.Services.AddScoped<CaseReading>();
        builder.Services.AddScoped<CaseProcessReading>();
        builder.Services.AddScoped<CaseAnswersReading>();
        return builder;
    }
}
