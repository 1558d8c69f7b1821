using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Finds a post's audience by the name that the operator typed.</summary>
internal static class FindAudience
{
    public const string Everyone = "everyone";

    /// <returns>The circle's id; empty for everyone.</returns>
    public static async Task<Result<IReadOnlyCollection<Guid>>> FindAsync(
        IServiceProvider house, string audience, CancellationToken cancellation)
    {
        if (string.Equals(audience.Trim(), Everyone, StringComparison.OrdinalIgnoreCase))
        {
            return Array.Empty<Guid>();
        }
        var circles = await house.GetRequiredService<HouseDb>().Circles.Select(circle => new { circle.Id, circle.Name })
            .ToListAsync(cancellation);
        var matches = circles.Where(circle => string.Equals(circle.Name, audience.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        // When two circles differ only in case, the exact name is required, because a guess could show a post to the wrong people.
        var match = matches.Count > 1 ? matches.SingleOrDefault(circle => circle.Name == audience.Trim()) : matches.SingleOrDefault();
        return match is not null
            ? new[] { match.Id }
            : new Refusal(
                $"There is no circle called {audience}. "
                    + (circles.Count == 0 ? "There are no circles yet"
                        : $"Circles: {string.Join(", ", circles.Select(circle => circle.Name).Order())}")
                    + "; \"everyone\" means everybody who was let in.");
    }
}
