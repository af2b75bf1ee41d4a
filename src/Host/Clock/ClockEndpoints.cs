using System.Globalization;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Calendars;
using CaseFlow.Host.Access;
using CaseFlow.Host.Security;
using CaseFlow.Host.Shell;

namespace CaseFlow.Host.Clock;

/// <summary>The posts of the clock's page.</summary>
public static class ClockEndpoints
{
    public static WebApplication MapClock(this WebApplication app)
    {
        app.MapPost(ClockPage.Address, Move).AllowAnonymous().WithOrder(-1);
        return app;
    }

    private static async Task<IResult> Move(HttpContext http, ClockMoves moves, CurrentViewer current)
    {
        var fields = http.PostedForm().Fields;
        var move = fields["move"].ToString();
        var from = moves.Now;
        var (target, problem) = move == "date" ? TargetDate(fields, from) : (moves.Target(move), null);
        if (target is not { } to)
        {
            return Pages.Render<ClockPage>(new()
            {
                [nameof(ClockPage.Errors)] = new[] { new PageError(problem ?? "There are no term dates for the next school day. Import them, or move the clock to a date", "date-day") },
                [nameof(ClockPage.Day)] = fields["date-day"].ToString(),
                [nameof(ClockPage.Month)] = fields["date-month"].ToString(),
                [nameof(ClockPage.Year)] = fields["date-year"].ToString(),
            });
        }

        var done = await moves.Forward(to, current.Viewer is { } viewer ? AuditActor.Of(viewer) : AuditActor.Nobody, http.RequestAborted);
        return Results.LocalRedirect(string.Create(
            CultureInfo.InvariantCulture, $"{ClockPage.Address}?since={from.ToUnixTimeMilliseconds()}&timers={done.Timers}&bursts={done.Inbox}&emails={done.Emails}"));
    }

    private static (DateTimeOffset? Target, string? Problem) TargetDate(IFormCollection fields, DateTimeOffset now)
    {
        var typed = string.Create(CultureInfo.InvariantCulture, $"{fields["date-year"]}-{fields["date-month"]}-{fields["date-day"]}");
        if (!DateOnly.TryParseExact(typed, ["yyyy-M-d", "yyyy-MM-dd", "yyyy-M-dd", "yyyy-MM-d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return (null, "Enter a real date, such as 27 11 2026");
        }

        var target = ClockMoves.MorningOf(date);
        if (target <= now)
        {
            return (null, $"The clock only moves forward. Enter a date after {EnglishDates.Long(LondonTime.DateOf(now))}");
        }

        return target > now.AddYears(3) ? (null, "Enter a date within the next three years") : (target, null);
    }
}
