using PrivateFed.Members;

namespace PrivateFed.Audiences;

/// <summary>Who asks. Every read of a post, comment or photo is made for one of these.</summary>
public abstract record Viewer
{
    private Viewer()
    {
    }

    /// <summary>Nobody that we know: sees nothing.</summary>
    public sealed record Stranger : Viewer;

    /// <summary>A signed-in person of the house.</summary>
    public sealed record Local(Guid MemberId, Role Role) : Viewer;

    /// <summary>A remote actor, proved by its signature.</summary>
    public sealed record Remote(Guid RemoteActorId) : Viewer;

    /// <summary>A whole server: its instance actor proved by its signature, or the holder of a media link made for it.</summary>
    public sealed record Host(Guid HostId) : Viewer;
}
