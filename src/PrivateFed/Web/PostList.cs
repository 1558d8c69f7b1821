using PrivateFed.LookingBack;
using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>A page of posts under their days.</summary>
public sealed record PostList(PostPage Page)
{
    /// <summary>What this day was in earlier years; shown after the first day.</summary>
    public IReadOnlyList<Memory> Memories { get; init; } = [];
}
