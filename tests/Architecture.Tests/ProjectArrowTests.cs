using System.Xml.Linq;
using CaseFlow.TestKit;

namespace CaseFlow.Architecture.Tests;

/// <summary>The dependency arrows between the projects under src. A new arrow needs a reason in docs/adr and a line here.</summary>
public sealed class ProjectArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Engine"] = [],
        ["Cases"] = [],
        ["Activities"] = ["Engine", "Cases"],
        ["Workflows"] = ["Engine", "Activities", "Cases"],
        ["Persistence"] = ["Engine", "Activities", "Workflows", "Cases"],
        ["Designer"] = ["Engine", "Activities", "Workflows"],
        ["Host"] = ["Engine", "Activities", "Cases", "Workflows", "Persistence", "Designer"],
    };

    [Fact]
    public void ProjectReferences_OfEveryProject_FollowTheArrows()
    {
        var wrong = from project in Projects()
                    from target in References(project)
                    where !Allowed[Name(project)].Contains(target)
                    select $"{Name(project)} → {target}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Projects_UnderSrc_AreTheSevenOfTheDesign() =>
        Assert.Equal(Allowed.Keys.Order(), Projects().Select(Name).Order());

    [Theory]
    [InlineData("Engine", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Quartz", "Npgsql", "Microsoft.Data")]
    [InlineData("Activities", "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.AspNetCore", "Quartz", "Npgsql")]
    [InlineData("Cases", "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.AspNetCore", "Quartz", "Npgsql")]
    public void PackageReferences_OfAnInnerProject_NameNoDatabaseOrWeb(string project, params string[] banned)
    {
        var packages = XDocument.Load(Repository.Path("src", project, project + ".csproj"))
            .Descendants().Where(element => element.Name.LocalName is "PackageReference" or "FrameworkReference")
            .Select(element => element.Attribute("Include")!.Value);
        Assert.DoesNotContain(packages, package => banned.Any(package.StartsWith));
    }

    private static string[] Projects() => Directory.GetFiles(Repository.Path("src"), "*.csproj", SearchOption.AllDirectories);

    private static string Name(string project) => Path.GetFileNameWithoutExtension(project);

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => Name(reference.Attribute("Include")!.Value.Replace('\\', '/')));
}
