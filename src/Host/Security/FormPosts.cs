using CaseFlow.Host.Files;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace CaseFlow.Host.Security;

/// <summary>What was posted, and whether its antiforgery token still holds.</summary>
public sealed record PostedForm(IFormCollection Fields, bool IsTrusted)
{
    public IReadOnlyList<PostedFile> Files { get; init; } = [];

    /// <summary>Whether it was larger than any post may be, so that the end of it was not read.</summary>
    public bool IsCutOff { get; init; }
}

/// <summary>
/// Marks an endpoint that takes an untrusted post (its token expired while somebody typed) and answers with the form
/// filled in again. Such an endpoint changes nothing unless <see cref="PostedForm.IsTrusted"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KeepsTypingAttribute : Attribute, IAntiforgeryMetadata
{
    /// <summary>False tells the framework's own check to stand aside: ours has been made already.</summary>
    public bool RequiresValidation => false;
}

/// <summary>Marks an endpoint whose forms may carry files: they are read by us, within limits, and not by the framework.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesFilesAttribute : Attribute;

/// <summary>Checks the antiforgery token of every request that may change something, whatever endpoint takes it.</summary>
public static class FormPosts
{
    public static WebApplication UseCheckedFormPosts(this WebApplication app)
    {
        app.Use(Check);
        app.UseAntiforgery();
        return app;
    }

    public static PostedForm PostedForm(this HttpContext context) =>
        context.Features.Get<PostedForm>() ?? throw new InvalidOperationException("Only a posted form has fields.");

    private static async Task Check(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || context.GetEndpoint() is not { } endpoint)
        {
            await next(context);
            return;
        }

        if (await Read(context) is not { } posted)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var trusted = await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        if (!trusted && endpoint.Metadata.GetMetadata<KeepsTypingAttribute>() is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        context.Features.Set(posted with { IsTrusted = trusted });
        await next(context);
    }

    private static async Task<PostedForm?> Read(HttpContext context)
    {
        if (!PostedParts.AreTaken(context))
        {
            return new(context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty, IsTrusted: false);
        }

        if (await PostedParts.Read(context, keepsFiles: true) is not { } parts)
        {
            return null;
        }

        // Where the antiforgery check looks for its token.
        context.Features.Set<IFormFeature>(new FormFeature(parts.Fields));
        return new(parts.Fields, IsTrusted: false) { Files = parts.Files, IsCutOff = parts.IsCutOff };
    }
}
