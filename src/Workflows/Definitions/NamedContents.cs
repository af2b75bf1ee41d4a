using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Definitions;

/// <summary>A form or template that an activity names.</summary>
public sealed record NamedContent(PinKind Kind, string Name, string ActivityId, string Property);

/// <summary>Finds the forms and email templates a definition names: what publishing pins.</summary>
public static class NamedContents
{
    /// <summary>Names that are not plain text (an expression) cannot be pinned, and are problems.</summary>
    public static (ImmutableArray<NamedContent> Named, ImmutableArray<Problem> Problems) Of(JsonObject definition, ActivityCatalogue catalogue)
    {
        var named = ImmutableArray.CreateBuilder<NamedContent>();
        var problems = ImmutableArray.CreateBuilder<Problem>();
        Visit(definition["root"]);
        return (named.ToImmutable(), problems.ToImmutable());

        void Visit(JsonNode? node)
        {
            if (node is JsonArray list)
            {
                foreach (var item in list)
                {
                    Visit(item);
                }
            }
            else if (node is JsonObject activity)
            {
                if (Text(activity["type"]) is { } type && catalogue.Find(type) is { } known)
                {
                    Read(activity, known.Descriptor);
                }

                foreach (var member in activity)
                {
                    Visit(member.Value);
                }
            }
        }

        void Read(JsonObject activity, ActivityDescriptor descriptor)
        {
            var id = Text(activity["id"]) ?? "";
            foreach (var input in descriptor.Inputs.Where(input => input.Editor is "form" or "template"))
            {
                var kind = input.Editor == "form" ? PinKind.Form : PinKind.Email;
                var property = char.ToLowerInvariant(input.Name[0]) + input.Name[1..];
                var given = activity[property];
                var expression = given is JsonObject wrapped ? wrapped["expression"] as JsonObject : null;
                if (expression is not null && Text(expression["type"]) is { } language && language != "Literal")
                {
                    problems.Add(new(
                        ProblemSeverity.Error, "content-computed", $"“{id}” works out its {Words(kind)} by an expression, so it cannot be kept for running cases.", id, property, null,
                        $"Choose the {Words(kind)} by its name."));
                    continue;
                }

                var name = given is null ? input.Default : Text(expression?["value"]) ?? Text(given);
                if (!string.IsNullOrWhiteSpace(name))
                {
                    named.Add(new(kind, name.Trim(), id, property));
                }
            }
        }
    }

    internal static string Words(PinKind kind) => kind == PinKind.Form ? "form" : "email template";

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
