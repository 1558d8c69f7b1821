using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Posts.ActivityPub;

/// <summary>
/// How a member's comment is addressed on the copy for one server: to the author of the post or comment it answers, and by id to that
/// server's own readers, since Mastodon shows it to the actors it names. The copy reveals no readers on other servers.
/// </summary>
/// <param name="InReplyTo">Id of the post or comment that it answers.</param>
/// <param name="To">Actor ids.</param>
/// <param name="Cc">Actor ids.</param>
/// <param name="Mentioned">
/// The answered person, if they are on that server, so that they are notified; and readers whose server shows a Note only if it mentions
/// them.
/// </param>
public sealed record CommentAddress(
    string InReplyTo, IReadOnlyList<string> To, IReadOnlyList<string> Cc, IReadOnlyList<RemoteActor> Mentioned)
{
    /// <param name="comment">A member's comment, with its thread loaded.</param>
    /// <param name="readers">The readers on that one server, with their host loaded.</param>
    public static CommentAddress For(Comment comment, IReadOnlyCollection<RemoteActor> readers, Addresses addresses)
    {
        var names = readers.Select(reader => reader.Uri).Order(StringComparer.Ordinal).ToList();
        var (inReplyTo, answered) = Answered(comment, readers, addresses);
        if (answered == addresses.Actor(comment.Member!.Actor.Handle))
        {
            return new CommentAddress(inReplyTo, names, [], NeedMention.Filter(readers));
        }
        var mentioned = NeedMention.Filter(readers);
        if (comment.Parent?.RemoteActor is { } person && person.Uri == answered && mentioned.All(other => other.Id != person.Id))
        {
            mentioned = [person, .. mentioned];
        }
        return new CommentAddress(inReplyTo, [answered], [.. names.Where(name => name != answered)], mentioned);
    }

    /// <summary>Ids of the answered post or comment and of its author.</summary>
    private static (string InReplyTo, string Author) Answered(Comment comment, IEnumerable<RemoteActor> readers, Addresses addresses) =>
        comment.Parent switch
        {
            { Member.Actor.Handle: var handle, Id: var id } => (addresses.Comment(id), addresses.Actor(handle)),
            { RemoteActor: { } person, Uri: { } uri } when readers.Any(reader => reader.Id == person.Id) => (uri, person.Uri),
            // A follower's reply is never shown to other servers, and a removed person is never named: the answer is attached to the post
            // itself.
            _ => (addresses.Post(comment.PostId), addresses.Actor(comment.Post.Author.Actor.Handle)),
        };
}
