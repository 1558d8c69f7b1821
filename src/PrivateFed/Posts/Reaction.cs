using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Members;

namespace PrivateFed.Posts;

/// <summary>What somebody feels about a post, or about a comment under it, in one sign: a member here, or a follower elsewhere. Exactly one of the two.</summary>
public sealed partial class Reaction
{
    /// <summary>What a Like means.</summary>
    public const string Heart = "❤️";

    /// <summary>How many one follower may leave under one post or comment; servers that allow any at all allow one or a few.</summary>
    public const int MostByOne = 5;

    private const int KindLength = 40;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PostId { get; init; }

    /// <summary>The comment that it is about; null when it is about the post itself.</summary>
    public Guid? CommentId { get; init; }

    public Comment? Comment { get; init; }

    public Guid? MemberId { get; init; }

    public Member? Member { get; init; }

    public Guid? RemoteActorId { get; init; }

    /// <summary>Whether its writer is refused for good: then no query finds it.</summary>
    public bool IsHidden { get; set; }

    public RemoteActor? RemoteActor { get; init; }

    /// <summary>An emoji, or the :name: of one that only its own server can draw.</summary>
    public required string Kind { get; init; }

    /// <summary>The activity's id on its own server, by which it can be undone.</summary>
    public string? Uri { get; set; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What members choose from.</summary>
    public static IReadOnlyList<string> Ours { get; } = [Heart, "😂", "😮", "😢", "🎉"];

    /// <summary>The kind that another server means. Whatever is neither one emoji nor the name of one is a Like in other words.</summary>
    public static string KindOf(string? content)
    {
        var said = content?.Trim() ?? "";
        if (CustomEmoji().Match(said) is { Success: true } custom)
        {
            return $":{custom.Groups["name"].Value}:";
        }
        return said.Length is > 0 and <= KindLength && IsEmoji(said) ? said : Heart;
    }

    /// <summary>Whether a kind is the name of an emoji that only its own server can draw.</summary>
    public static bool IsCustom(string kind) => kind.Length > 2 && kind[0] == ':';

    /// <summary>One sign on the screen, however many code points it is made of, that is a picture and no letter.</summary>
    private static bool IsEmoji(string text) => StringInfo.GetNextTextElementLength(text) == text.Length && !PlainHeart().IsMatch(text) && LooksLikePicture(text);

    /// <summary>Symbols are pictures; a digit becomes one as a keycap, and a mark such as ‼ or ℹ where it is asked for in colour.</summary>
    private static bool LooksLikePicture(string text) => text.EnumerateRunes().First() is var first && Rune.GetUnicodeCategory(first) switch
    {
        UnicodeCategory.OtherSymbol => true,
        _ when first.IsAscii => Keycap().IsMatch(text),
        UnicodeCategory.MathSymbol or UnicodeCategory.OtherPunctuation or UnicodeCategory.DashPunctuation => text.Contains(InColour, StringComparison.Ordinal),
        _ => first.Value == InformationSource && text.Contains(InColour, StringComparison.Ordinal),
    };

    private const char InColour = '\uFE0F';
    private const int InformationSource = 0x2139;

    [GeneratedRegex("^[\u2764\u2665][\uFE0E\uFE0F]?$")]
    private static partial Regex PlainHeart();

    [GeneratedRegex("^[0-9#*]\uFE0F?\u20E3$")]
    private static partial Regex Keycap();

    // Letters of any script, as Misskey allows them; it adds the server on which the picture is.
    [GeneratedRegex(@"^:(?<name>[\p{L}\p{M}\p{Nd}_+-]{1,38})(@[A-Za-z0-9.:-]{0,253})?:$")]
    private static partial Regex CustomEmoji();
}
