using PrivateFed.Members;

namespace PrivateFed.LookingBack;

/// <summary>
/// Until when a member has read the timeline. Somebody who opens it again within <see cref="Pause"/> is still on the same visit, however often
/// they reload: what was new when they came stays new. Only coming back after a longer pause begins another, and then new is what was
/// published since the timeline was last opened, whatever of it they scrolled to. Other pages neither begin a visit nor prolong it.
/// </summary>
public sealed class Visit
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    public required Guid MemberId { get; init; }

    public Member Member { get; init; } = null!;

    /// <summary>When the visit before was over; null on the first one, when everything is new.</summary>
    public DateTimeOffset? NewSince { get; set; }

    /// <summary>When the timeline was last opened.</summary>
    public required DateTimeOffset LastAt { get; set; }
}
