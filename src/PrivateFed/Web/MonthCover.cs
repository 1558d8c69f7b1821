using PrivateFed.LookingBack;

namespace PrivateFed.Web;

/// <summary>A month as a photo with its name on it, which leads to the month's posts.</summary>
/// <param name="Name">"June", or "June 2025" where years are mixed.</param>
public sealed record MonthCover(ArchivedMonth Month, string Name)
{
    /// <summary>How wide it is shown, for the browser to choose a file.</summary>
    public string Sizes { get; init; } = "140px";

    /// <summary>Whether the number of posts stands below the name.</summary>
    public bool HasCount { get; init; }
}
