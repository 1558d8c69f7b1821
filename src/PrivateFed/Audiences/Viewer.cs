using PrivateFed.Members;

namespace PrivateFed.Audiences;

/// <summary>The viewer that a read is for. Every read of a post, comment or photo has one.</summary>
public abstract record Viewer
{
    private Viewer()
    {
    }

    /// <summary>Unknown: sees nothing.</summary>
    public sealed record Stranger : Viewer;

    /// <summary>A signed-in member.</summary>
    public sealed record Local(Guid MemberId, Role Role) : Viewer;

    /// <summary>A remote actor, proved by its signature.</summary>
    public sealed record Remote(Guid RemoteActorId) : Viewer;

    /// <summary>A whole server: its instance actor proved by its signature, or the holder of a media link made for it.</summary>
    public sealed record Host(Guid HostId) : Viewer;
}
