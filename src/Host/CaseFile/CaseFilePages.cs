namespace CaseFlow.Host.CaseFile;

/// <summary>What the pages of a case are read with.</summary>
public static class CaseFilePages
{
    public static IHostApplicationBuilder AddCaseFile(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<CaseReading>();
        builder.Services.AddScoped<CaseProcessReading>();
        builder.Services.AddScoped<ReferralAnswersReading>();
        return builder;
    }
}
