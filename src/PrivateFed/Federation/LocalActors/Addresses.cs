namespace PrivateFed.Federation.LocalActors;

/// <summary>The ids and URLs of this house in documents. They are always https, and never change.</summary>
/// <param name="Domain">host[:port]</param>
public sealed record Addresses(string Domain)
{
    /// <summary>Base of links for people if it is not the domain, with a trailing slash; null otherwise.</summary>
    public string? LinksAt { get; init; }

    public string Root => $"https://{Domain}/";

    public string SharedInbox => $"https://{Domain}/inbox";

    public string InstanceActor => $"https://{Domain}/actor";

    public string Actor(string handle) => handle == LocalActors.Actor.InstanceHandle ? InstanceActor : $"https://{Domain}/users/{handle}";

    public string Inbox(string handle) => $"{Actor(handle)}/inbox";

    public string Outbox(string handle) => $"{Actor(handle)}/outbox";

    public string Followers(string handle) => $"{Actor(handle)}/followers";

    /// <summary>The followers of one server, for that server only (FEP-8fcf).</summary>
    public string FollowersSynchronization(string handle) => $"{Actor(handle)}/followers_synchronization";

    public string Following(string handle) => $"{Actor(handle)}/following";

    public string Featured(string handle) => $"{Actor(handle)}/featured";

    public string MainKey(string handle) => $"{Actor(handle)}#main-key";

    public string Ed25519Key(string handle) => $"{Actor(handle)}#ed25519-key";

    public string Post(Guid id) => $"https://{Domain}/posts/{id}";

    public string Replies(Guid id) => $"{Post(id)}/replies";

    public string Comment(Guid id) => $"https://{Domain}/comments/{id}";

    /// <summary>Web page of a comment.</summary>
    public string CommentPage(Guid postId, Guid id) => $"{Post(postId)}#comment-{id}";

    public string Activity(Guid id) => $"https://{Domain}/activities/{id}";

    public string MediaLink(string token, string extension) => $"https://{Domain}/media/{token}.{extension}";

    /// <summary>The id of the post at <paramref name="uri"/>; null if it is not a post of this house.</summary>
    public Guid? PostId(string uri) => IdIn(uri, "posts/");

    /// <summary>The id of the member's comment at <paramref name="uri"/>; null if it is not a comment of this house.</summary>
    public Guid? CommentId(string uri) => IdIn(uri, "comments/");

    /// <summary>The handle of the member's actor at <paramref name="uri"/>; null if it is not an actor of this house.</summary>
    public string? ActorHandle(string uri)
    {
        var prefix = Root + "users/";
        return uri.StartsWith(prefix, StringComparison.Ordinal) && uri.Length > prefix.Length && uri.IndexOf('/', prefix.Length) < 0
            ? uri[prefix.Length..]
            : null;
    }

    private Guid? IdIn(string uri, string folder) =>
        uri.StartsWith(Root + folder, StringComparison.Ordinal) && Guid.TryParseExact(uri[(Root.Length + folder.Length)..], "D", out var id)
            ? id
            : null;
}
