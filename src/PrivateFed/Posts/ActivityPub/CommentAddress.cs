using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Posts.ActivityPub;

/// <summary>
/// To whom one server sees a member's comment addressed: to the person answered, and by name to that server's own readers, which is what
/// Mastodon shows it by. Of readers on other servers it learns nothing.
/// </summary>
/// <param name="InReplyTo">The post, or the comment that it answers.</param>
/// <param name="To">Actor ids.</param>
/// <param name="Cc">Actor ids.</param>
/// <param name="Mentioned">The person there who is answered, and is told so; and those to whom their server shows it only if it mentions them.</param>
public sealed record CommentAddress(string InReplyTo, IReadOnlyList<string> To, IReadOnlyList<string> Cc, IReadOnlyList<RemoteActor> Mentioned)
{
    /// <param name="comment">A member's, with its thread.</param>
    /// <param name="readers">On that one server, with their host.</param>
    /// <param name="addresses">Of this house.</param>
    public static CommentAddress For(Comment comment, IReadOnlyCollection<RemoteActor> readers, Addresses addresses)
    {
        var names = readers.Select(reader => reader.Uri).Order(StringComparer.Ordinal).ToList();
        var (inReplyTo, answered) = Answered(comment, readers, addresses);
        if (answered == addresses.Actor(comment.Member!.Actor.Handle))
        {
            return new CommentAddress(inReplyTo, names, [], NeedMention.Among(readers));
        }
        var mentioned = NeedMention.Among(readers);
        if (comment.Parent?.RemoteActor is { } person && person.Uri == answered && mentioned.All(other => other.Id != person.Id))
        {
            mentioned = [person, .. mentioned];
        }
        return new CommentAddress(inReplyTo, [answered], [.. names.Where(name => name != answered)], mentioned);
    }

    /// <summary>What is answered, and whose it is.</summary>
    private static (string InReplyTo, string Author) Answered(Comment comment, IEnumerable<RemoteActor> readers, Addresses addresses) => comment.Parent switch
    {
        { Member.Actor.Handle: var handle, Id: var id } => (addresses.Comment(id), addresses.Actor(handle)),
        { RemoteActor: { } person, Uri: { } uri } when readers.Any(reader => reader.Id == person.Id) => (uri, person.Uri),
        // A follower's reply is shown to other servers by nobody, and who was removed is named nowhere: the answer hangs under the post itself.
        _ => (addresses.Post(comment.PostId), addresses.Actor(comment.Post.Author.Actor.Handle)),
    };
}
