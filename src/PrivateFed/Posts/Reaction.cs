using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Members;

namespace PrivateFed.Posts;

/// <summary>
/// A reaction to a post or to a comment on it, by a member or by a follower on another server; exactly one of the two is set.
/// </summary>
public sealed partial class Reaction
{
    /// <summary>The kind of a Like.</summary>
    public const string Heart = "❤️";

    /// <summary>Most reactions of one follower to one post or comment; servers that allow reactions allow one or a few each.</summary>
    public const int MaxPerFollower = 5;

    private const int KindLength = 40;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PostId { get; init; }

    /// <summary>The comment reacted to; null when the reaction is to the post itself.</summary>
    public Guid? CommentId { get; init; }

    public Comment? Comment { get; init; }

    public Guid? MemberId { get; init; }

    public Member? Member { get; init; }

    public Guid? RemoteActorId { get; init; }

    /// <summary>True when the author is blocked; a query filter then excludes the reaction.</summary>
    public bool IsHidden { get; set; }

    public RemoteActor? RemoteActor { get; init; }

    /// <summary>An emoji, or the :name: of a custom emoji, whose picture only its own server has.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the activity on its own server; an Undo names it.</summary>
    public string? Uri { get; set; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The kinds that members choose from.</summary>
    public static IReadOnlyList<string> MemberKinds { get; } = [Heart, "😂", "😮", "😢", "🎉"];

    /// <summary>
    /// The kind for a reaction's content from another server. Content that is neither one emoji nor the name of a custom emoji counts as a
    /// Like.
    /// </summary>
    public static string KindOf(string? content)
    {
        var trimmed = content?.Trim() ?? "";
        if (CustomEmoji().Match(trimmed) is { Success: true } custom)
        {
            return $":{custom.Groups["name"].Value}:";
        }
        return trimmed.Length is > 0 and <= KindLength && IsEmoji(trimmed) ? trimmed : Heart;
    }

    /// <summary>True for the name of a custom emoji, whose picture only its own server has.</summary>
    public static bool IsCustom(string kind) => kind.Length > 2 && kind[0] == ':';

    /// <summary>True for a single grapheme, of any number of code points, that is a picture rather than a letter.</summary>
    private static bool IsEmoji(string text) =>
        StringInfo.GetNextTextElementLength(text) == text.Length && !PlainHeart().IsMatch(text) && LooksLikePicture(text);

    /// <summary>
    /// Symbols are pictures; a digit becomes one as a keycap, and a character such as ‼ or ℹ with the emoji variation selector.
    /// </summary>
    private static bool LooksLikePicture(string text) => text.EnumerateRunes().First() is var first && Rune.GetUnicodeCategory(first) switch
    {
        UnicodeCategory.OtherSymbol => true,
        _ when first.IsAscii => Keycap().IsMatch(text),
        UnicodeCategory.MathSymbol or UnicodeCategory.OtherPunctuation or UnicodeCategory.DashPunctuation =>
            text.Contains(EmojiVariationSelector, StringComparison.Ordinal),
        _ => first.Value == InformationSource && text.Contains(EmojiVariationSelector, StringComparison.Ordinal),
    };

    private const char EmojiVariationSelector = '\uFE0F';
    private const int InformationSource = 0x2139;

    [GeneratedRegex("^[\u2764\u2665][\uFE0E\uFE0F]?$")]
    private static partial Regex PlainHeart();

    [GeneratedRegex("^[0-9#*]\uFE0F?\u20E3$")]
    private static partial Regex Keycap();

    // Letters of any script, as Misskey allows them. Misskey appends the server that has the picture.
    [GeneratedRegex(@"^:(?<name>[\p{L}\p{M}\p{Nd}_+-]{1,38})(@[A-Za-z0-9.:-]{0,253})?:$")]
    private static partial Regex CustomEmoji();
}
