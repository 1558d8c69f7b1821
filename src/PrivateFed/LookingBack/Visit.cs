using PrivateFed.Members;

namespace PrivateFed.LookingBack;

/// <summary>
/// A member's latest visit to the timeline. Opening it again within <see cref="Pause"/> continues the same visit, however often they
/// reload, and what was new when they came stays new. Only opening it after a longer pause begins another visit; then everything published
/// since the timeline was last opened is new, however far they scrolled. Other pages neither begin a visit nor prolong it.
/// </summary>
public sealed class Visit
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    public required Guid MemberId { get; init; }

    public Member Member { get; init; } = null!;

    /// <summary>When the previous visit ended; null on the first one, when everything is new.</summary>
    public DateTimeOffset? NewSince { get; set; }

    /// <summary>When the timeline was last opened.</summary>
    public required DateTimeOffset LastAt { get; set; }
}
