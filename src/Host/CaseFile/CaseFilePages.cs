using CaseFlow.Cases.People;
using CaseFlow.Host.Shell;

namespace CaseFlow.Host.CaseFile;

/// <summary>What the pages of a case are read with.</summary>
public static class CaseFilePages
{
    private static readonly string[] SeesCases =
    [
        Roles.SchoolReferrer, Roles.SchoolHead, Roles.SchoolSafeguardingLead, Roles.Coordinator, Roles.Chair, Roles.PanelMember, Roles.Provider, Roles.Inclusion,
        Roles.Sena, Roles.Mash, Roles.VirtualSchool, Roles.Post16, Roles.Admissions, Roles.GovernorsClerk, Roles.InformationGovernance,
    ];

    public static IHostApplicationBuilder AddCaseFile(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new NavigationItem("Cases", "/cases", 20) { Show = viewer => viewer.HoldsAny(SeesCases) });
        builder.Services.AddScoped<CaseListReading>();
        builder.Services.AddScoped<CaseReading>();
        builder.Services.AddScoped<CaseProcessReading>();
        builder.Services.AddScoped<CaseAnswersReading>();
        return builder;
    }
}
