using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Posts.ActivityPub;

/// <summary>
/// To whom one server sees a post addressed. The followers collection makes it "followers only" for Mastodon; a post to circles names each of
/// that server's own readers instead, so that no server shows it to other followers, nor learns of readers elsewhere.
/// </summary>
/// <param name="To">The followers collection, or actor ids.</param>
/// <param name="Mentioned">Those to whom their server shows it only if it mentions them.</param>
public sealed record PostAddress(IReadOnlyList<string> To, IReadOnlyList<RemoteActor> Mentioned)
{
    /// <param name="post">With its audience.</param>
    /// <param name="readers">On that one server, with their host; nobody is looked at when the post is for everyone.</param>
    /// <param name="followers">The author's followers collection.</param>
    public static PostAddress For(Post post, IReadOnlyCollection<RemoteActor> readers, string followers) => post.Audience == Audience.Everyone
        ? new PostAddress([followers], [])
        : new PostAddress([.. readers.Select(reader => reader.Uri).Order(StringComparer.Ordinal)], NeedMention.Among(readers));
}
