using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

[JsonSerializable(typeof(ImmutableArray<string>))]
[JsonSerializable(typeof(ImmutableArray<TaskCandidate>))]
internal sealed partial class TaskJson : JsonSerializerContext;
