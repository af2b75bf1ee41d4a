using System.Globalization;

namespace CaseFlow.Designer.Diagram;

/// <summary>The line of an arrow between two cards: down and across, or around the right side where it goes back up.</summary>
/// <param name="Path">SVG path data.</param>
/// <param name="LabelX">Where the exit's name stands.</param>
public sealed record ArrowShape(string Path, double LabelX, double LabelY)
{
    private const double Room = 24;

    public static ArrowShape Between(PictureStep from, PictureStep to)
    {
        var (startX, startY) = (from.X + (from.Width / 2), from.Y + from.Height);
        var (endX, endY) = (to.X + (to.Width / 2), to.Y);
        if (endY >= startY)
        {
            var turn = endY - Room;
            return new(
                startX.Equals(endX) ? $"M{N(startX)} {N(startY)}V{N(endY)}" : $"M{N(startX)} {N(startY)}V{N(Math.Max(turn, startY))}H{N(endX)}V{N(endY)}",
                endX + 8,
                endY - 8);
        }

        // Back up: out of the right edge, around, and into the target's right edge.
        var side = Math.Max(from.X + from.Width, to.X + to.Width) + Room;
        var (fromY, toY) = (from.Y + (from.Height / 2), to.Y + (to.Height / 2));
        return new($"M{N(from.X + from.Width)} {N(fromY)}H{N(side)}V{N(toY)}H{N(to.X + to.Width)}", side + 4, fromY - 8);
    }

    private static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
