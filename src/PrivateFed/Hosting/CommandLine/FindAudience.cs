using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>A post's audience by the name that the operator typed.</summary>
internal static class FindAudience
{
    public const string Everyone = "everyone";

    /// <returns>The circle, or nothing for everyone.</returns>
    public static async Task<Result<IReadOnlyCollection<Guid>>> FindAsync(IServiceProvider house, string audience, CancellationToken cancellation)
    {
        if (string.Equals(audience.Trim(), Everyone, StringComparison.OrdinalIgnoreCase))
        {
            return Array.Empty<Guid>();
        }
        var circles = await house.GetRequiredService<HouseDb>().Circles.Select(circle => new { circle.Id, circle.Name }).ToListAsync(cancellation);
        var called = circles.Where(circle => string.Equals(circle.Name, audience.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        // Two circles may differ in capitals only; then the capitals decide, because a guess could show a post to the wrong people.
        var meant = called.Count > 1 ? called.SingleOrDefault(circle => circle.Name == audience.Trim()) : called.SingleOrDefault();
        return meant is not null
            ? new[] { meant.Id }
            : new Refusal($"There is no circle {audience}. {(circles.Count == 0 ? "There are no circles yet" : $"Circles: {string.Join(", ", circles.Select(circle => circle.Name).Order())}")}; \"everyone\" is for all who were let in.");
    }
}
