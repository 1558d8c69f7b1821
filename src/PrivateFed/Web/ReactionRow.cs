using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>The reactions under a post as one reader sees them.</summary>
/// <param name="Post">The post.</param>
/// <param name="ReaderId">Whose taps count as their own.</param>
/// <param name="From">Where the reader comes back to; null for the post's own page.</param>
public sealed record ReactionRow(ShownPost Post, Guid? ReaderId, string? From)
{
    private const int NamesAtMost = 12;

    public IEnumerable<Choice> Choices => Reaction.Ours.Select(ours => new Choice(
        ours.Kind,
        ours.Name,
        Post.Reactions.Count(reaction => reaction.Kind == ours.Kind),
        Post.Reactions.Any(reaction => reaction.Kind == ours.Kind && reaction.MemberId == ReaderId && ReaderId is not null)));

    /// <summary>"❤️ Ingrid, Tom and Joe", in the order in which they came; those from elsewhere that nobody here can choose are among them.</summary>
    public IEnumerable<Given> WhoGave => Post.Reactions.GroupBy(reaction => reaction.Kind)
        .Select(kind => new Given(kind.Key, Names([.. kind.Select(reaction => reaction.Name)])));

    private static string Names(List<string> names) => names switch
    {
        [var one] => one,
        { Count: > NamesAtMost } => $"{string.Join(", ", names.Take(NamesAtMost))} and {names.Count - NamesAtMost} more",
        _ => $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}",
    };

    /// <summary>One that a member can give.</summary>
    /// <param name="Kind">The sign.</param>
    /// <param name="Name">What it is called.</param>
    /// <param name="Count">How many gave it.</param>
    /// <param name="IsMine">Whether the reader did.</param>
    public sealed record Choice(string Kind, string Name, int Count, bool IsMine)
    {
        public string InWords => Count == 0 ? Name : $"{Name}, {Count}";
    }

    public sealed record Given(string Kind, string Names);
}
