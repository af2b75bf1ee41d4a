using Microsoft.AspNetCore.Antiforgery;

namespace CaseFlow.Host.Security;

/// <summary>What was posted, and whether its antiforgery token still holds.</summary>
public sealed record PostedForm(IFormCollection Fields, bool IsTrusted);

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

        var fields = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var trusted = await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        if (!trusted && endpoint.Metadata.GetMetadata<KeepsTypingAttribute>() is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        context.Features.Set(new PostedForm(fields, trusted));
        await next(context);
    }
}
