using System.Collections.Frozen;
using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Posts.ActivityPub;

/// <summary>
/// Finds the readers whose server shows a Note that is addressed to them by id, without the followers collection, only if it also mentions
/// them. Without the mention Hollo shows such a Note to nobody, and GoToSocial stores it without notifying anyone. Mastodon is the
/// opposite: a mention turns a limited post into a private mention. docs/federation.md says what each software shows. Seen in their
/// sources: Mastodon (Activity::Create#process_audience), Misskey (ApAudienceService.parseAudience), GoToSocial 0.20
/// (StatusHomeTimelineable asks MentionsAccount), Hollo (isPostVisibleToAccount asks for a mention unless the post is for followers).
/// </summary>
public static class NeedMention
{
    /// <summary>
    /// Software that shows a Note to every actor in its addressing. Any other or unknown software gets the mention: a post shown as
    /// something else is better than a post not shown.
    /// </summary>
    private static readonly FrozenSet<string> ShowsAddressed =
        FrozenSet.Create(StringComparer.Ordinal, "mastodon", "hometown", "misskey", "sharkey", "firefish", "iceshrimp", "iceshrimp.net",
            "pleroma", "akkoma");

    /// <param name="readers">With their host loaded.</param>
    public static IReadOnlyList<RemoteActor> Filter(IEnumerable<RemoteActor> readers) =>
        [.. readers.Where(reader => reader.Host.Software is not { } software || !ShowsAddressed.Contains(software))
            .OrderBy(reader => reader.Uri, StringComparer.Ordinal)];
}
