using PrivateFed.Federation.RemoteActors;
using PrivateFed.Members;

namespace PrivateFed.Audiences;

/// <summary>A named set of members and followers: a post's audience when it is not everybody.</summary>
public sealed class Circle
{
    public const int NameLength = 60;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    public List<Member> Members { get; init; } = [];

    public List<RemoteActor> Followers { get; init; } = [];
}
