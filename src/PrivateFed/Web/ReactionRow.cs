using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>The reactions under a post as one reader sees them.</summary>
/// <param name="ReaderId">The member whose own reactions are marked.</param>
/// <param name="From">Where the reader returns to; null for the post's own page.</param>
public sealed record ReactionRow(ShownPost Post, Guid? ReaderId, string? From)
{
    private const int MaxNames = 12;
    private const int NamesInList = 2;

    /// <summary>The choices under a farewell: no laughing, and no counts.</summary>
    private static readonly string[] FarewellKinds = [Reaction.Heart, "😢"];

    public IEnumerable<Choice> Choices => (Post.LifeEvent.IsFarewell ? FarewellKinds : Reaction.MemberKinds).Select(kind => new Choice(
        kind,
        Post.LifeEvent.IsFarewell ? 0 : Post.Reactions.Count(reaction => reaction.Kind == kind),
        Post.Reactions.Any(reaction => reaction.Kind == kind && IsReaders(reaction))));

    /// <summary>The signs that others than the heart have, each once: they stand before the names.</summary>
    public IEnumerable<(string Kind, string? Host)> OtherSigns => Post.Reactions.Where(reaction => reaction.Kind != Reaction.Heart)
        .Select(reaction => (reaction.Kind, Reaction.IsCustom(reaction.Kind) ? reaction.Host : null)).Distinct();

    /// <summary>Who reacted, whatever the sign: "You, Ingrid and 3 more".</summary>
    public async Task<string> NamesAsync(IStringLocalizer<Texts> texts, ShortNames shortNames)
    {
        var people = Post.Reactions.DistinctBy(reaction => (reaction.MemberId, reaction.MemberId is null ? reaction.Name : ""))
            .OrderByDescending(IsReaders);
        var names = new List<string>();
        foreach (var reaction in people)
        {
            names.Add(IsReaders(reaction) ? texts["You"] : await NameAsync(reaction, shortNames));
        }
        // One more takes as much room as "and 1 more".
        return Names(texts, names, names.Count == NamesInList + 1 ? names.Count : NamesInList);
    }

    /// <summary>The servers of those names, whose custom emoji may be in them.</summary>
    public IEnumerable<string> Hosts => Post.Reactions.Select(reaction => reaction.Host).OfType<string>();

    /// <summary>
    /// "❤️ You, Ingrid and Joe", the reader first, else in the order of the reactions; includes kinds from other servers that members cannot
    /// choose.
    /// </summary>
    public Task<IReadOnlyList<Given>> WhoGaveAsync(IStringLocalizer<Texts> texts, ShortNames shortNames) =>
        WhoGaveAsync(Post.Reactions, texts, shortNames, ReaderId);

    /// <summary>The same for a comment.</summary>
    /// <param name="you">The member who is "You"; null where everybody has a name.</param>
    public static async Task<IReadOnlyList<Given>> WhoGaveAsync(
        IReadOnlyList<ShownReaction> reactions, IStringLocalizer<Texts> texts, ShortNames shortNames, Guid? you = null)
    {
        var named = new List<ShownReaction>();
        foreach (var reaction in reactions)
        {
            named.Add(reaction with { Name = IsYou(reaction) ? texts["You"] : await NameAsync(reaction, shortNames) });
        }
        return [.. named.GroupBy(reaction => (reaction.Kind, Host: Reaction.IsCustom(reaction.Kind) ? reaction.Host : null))
            .Select(same => new Given(
                same.Key.Kind, same.Key.Host, Names(texts, [.. same.OrderByDescending(IsYou).Select(reaction => reaction.Name)], MaxNames),
                [.. same.Select(reaction => reaction.Host).OfType<string>()]))];

        bool IsYou(ShownReaction reaction) => you is not null && reaction.MemberId == you;
    }

    private bool IsReaders(ShownReaction reaction) => reaction.MemberId is not null && reaction.MemberId == ReaderId;

    private static async Task<string> NameAsync(ShownReaction reaction, ShortNames shortNames) =>
        reaction.MemberId is null ? reaction.Name : await shortNames.OfAsync(reaction.Name);

    private static string Names(IStringLocalizer<Texts> texts, List<string> names, int most) => names.Count > most
        ? texts["{0} and {1} more", string.Join(", ", names.Take(most)), names.Count - most]
        : texts.Listed(names);

    /// <summary>A reaction that a member can give.</summary>
    /// <param name="Kind">The emoji.</param>
    /// <param name="IsMine">Whether the reader gave it.</param>
    public sealed record Choice(string Kind, int Count, bool IsMine);

    /// <param name="Kind">The emoji.</param>
    /// <param name="Host">The server whose custom emoji it is; null for a Unicode emoji.</param>
    /// <param name="Names">The people who gave it.</param>
    /// <param name="Hosts">Their servers.</param>
    public sealed record Given(string Kind, string? Host, string Names, IReadOnlyList<string> Hosts);
}
