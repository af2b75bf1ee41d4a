namespace CaseFlow.Host.Tests.Running;

internal static class StatusCodes
{
    public const int Ok = 200;
    public const int NoContent = 204;
    public const int Found = 302;
    public const int BadRequest = 400;
    public const int NotFound = 404;
    public const int Unprocessable = 422;
    public const int TooMany = 429;
}
