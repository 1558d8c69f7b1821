namespace PrivateFed.Federation.LocalActors;

/// <summary>The ids and URLs of this house on the wire. They are https always, and never change.</summary>
/// <param name="Domain">host[:port]</param>
public sealed record Addresses(string Domain)
{
    /// <summary>Where links for people lead instead, with a slash at the end; null where the house stands at its own domain.</summary>
    public string? LinksAt { get; init; }

    public string Root => $"https://{Domain}/";

    public string SharedInbox => $"https://{Domain}/inbox";

    public string InstanceActor => $"https://{Domain}/actor";

    public string Actor(string handle) => handle == LocalActors.Actor.InstanceHandle ? InstanceActor : $"https://{Domain}/users/{handle}";

    public string Inbox(string handle) => $"{Actor(handle)}/inbox";

    public string Outbox(string handle) => $"{Actor(handle)}/outbox";

    public string Followers(string handle) => $"{Actor(handle)}/followers";

    /// <summary>The followers of one server, for that server alone (FEP-8fcf).</summary>
    public string FollowersSynchronization(string handle) => $"{Actor(handle)}/followers_synchronization";

    public string Following(string handle) => $"{Actor(handle)}/following";

    public string Featured(string handle) => $"{Actor(handle)}/featured";

    public string MainKey(string handle) => $"{Actor(handle)}#main-key";

    public string Ed25519Key(string handle) => $"{Actor(handle)}#ed25519-key";

    public string Post(Guid id) => $"https://{Domain}/posts/{id}";

    public string Replies(Guid id) => $"{Post(id)}/replies";

    public string Comment(Guid id) => $"https://{Domain}/comments/{id}";

    /// <summary>Where people read a comment.</summary>
    public string CommentPage(Guid postId, Guid id) => $"{Post(postId)}#comment-{id}";

    public string Activity(Guid id) => $"https://{Domain}/activities/{id}";

    public string MediaLink(string token) => $"https://{Domain}/media/{token}.jpg";

    /// <summary>The id of the post that <paramref name="uri"/> names, or null when it names none of ours.</summary>
    public Guid? PostId(string uri) => IdIn(uri, "posts/");

    /// <summary>The id of the member's comment that <paramref name="uri"/> names, or null when it names none of ours.</summary>
    public Guid? CommentId(string uri) => IdIn(uri, "comments/");

    /// <summary>The handle of the local person whose actor <paramref name="uri"/> is, or null when it is none of ours.</summary>
    public string? ActorHandle(string uri)
    {
        var prefix = Root + "users/";
        return uri.StartsWith(prefix, StringComparison.Ordinal) && uri.Length > prefix.Length && uri.IndexOf('/', prefix.Length) < 0
            ? uri[prefix.Length..]
            : null;
    }

    private Guid? IdIn(string uri, string folder) =>
        uri.StartsWith(Root + folder, StringComparison.Ordinal) && Guid.TryParseExact(uri[(Root.Length + folder.Length)..], "D", out var id) ? id : null;
}
