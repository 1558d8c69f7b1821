using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.CustomEmojis;

/// <summary>
/// A picture that another server shows in place of a <c>:shortcode:</c>. The house keeps a small copy, so that pages request nothing from
/// other hosts.
/// </summary>
public sealed class CustomEmoji
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid HostId { get; init; }

    public RemoteHost Host { get; init; } = null!;

    /// <summary>Without colons; letters, digits and _ + -.</summary>
    public required string Shortcode { get; init; }

    /// <summary>https, on the server itself or where it keeps its media.</summary>
    public required string Url { get; set; }

    /// <summary>The remote actor who used it; it is fetched only while they are accepted.</summary>
    public required Guid BroughtById { get; set; }

    public RemoteActor BroughtBy { get; init; } = null!;

    /// <summary>When it is to be fetched (again); null if no fetch is pending.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>When it was last requested, whatever the result.</summary>
    public DateTimeOffset? FetchedAt { get; set; }

    public bool HasPicture { get; set; }
}
