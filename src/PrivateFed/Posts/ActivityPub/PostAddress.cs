using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Posts.ActivityPub;

/// <summary>
/// How a post is addressed on the copy for one server. The followers collection makes it "followers only" on Mastodon. A post to circles
/// names each of that server's own readers instead, so that no server shows it to other followers or learns of readers elsewhere.
/// </summary>
/// <param name="To">The followers collection, or actor ids.</param>
/// <param name="Mentioned">Readers whose server shows the Note only if it mentions them.</param>
public sealed record PostAddress(IReadOnlyList<string> To, IReadOnlyList<RemoteActor> Mentioned)
{
    /// <param name="post">With its audience loaded.</param>
    /// <param name="readers">The readers on that one server, with their host loaded; ignored when the post is for everyone.</param>
    /// <param name="followers">Id of the author's followers collection.</param>
    public static PostAddress For(Post post, IReadOnlyCollection<RemoteActor> readers, string followers) =>
        post.Audience == Audience.Everyone
        ? new PostAddress([followers], [])
        : new PostAddress([.. readers.Select(reader => reader.Uri).Order(StringComparer.Ordinal)], NeedMention.Filter(readers));
}
