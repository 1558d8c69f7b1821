using System.Collections.Frozen;
using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Audiences;

/// <summary>
/// Who is shown a Note that names them, without the followers collection, only if it mentions them as well. Hollo shows such a Note to nobody;
/// GoToSocial stores it and tells nobody. Mastodon is the other way round: with a mention it makes of a limited post a private mention.
/// docs/federation.md says what each software shows. Seen in their sources: Mastodon (Activity::Create#process_audience), Misskey (ApAudienceService.parseAudience),
/// GoToSocial 0.20 (StatusHomeTimelineable asks MentionsAccount), Hollo (isPostVisibleToAccount asks for a mention unless the post is for followers).
/// </summary>
public static class NeedMention
{
    /// <summary>Software that shows a Note to whomever its addresses name. What is not here, or is not known yet, gets the mention: seen as something else is better than not seen.</summary>
    private static readonly FrozenSet<string> GoByAddress =
        FrozenSet.Create(StringComparer.Ordinal, "mastodon", "hometown", "misskey", "sharkey", "firefish", "iceshrimp", "iceshrimp.net", "pleroma", "akkoma");

    /// <param name="readers">With their host.</param>
    public static IReadOnlyList<RemoteActor> Among(IEnumerable<RemoteActor> readers) =>
        [.. readers.Where(reader => reader.Host.Software is not { } software || !GoByAddress.Contains(software)).OrderBy(reader => reader.Uri, StringComparer.Ordinal)];
}
