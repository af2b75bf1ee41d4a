using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CaseFlow.Persistence.Storage;

/// <summary>Red while nothing can be written, with the sentence that says what to do.</summary>
internal sealed class StorageHealthCheck(StorageHealth health) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(health.Problem is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy());
}
