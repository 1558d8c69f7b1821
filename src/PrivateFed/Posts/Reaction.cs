using System.Globalization;
using System.Text.RegularExpressions;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Members;

namespace PrivateFed.Posts;

/// <summary>What somebody feels about a post, in one sign: a member here, or a follower elsewhere. Exactly one of the two.</summary>
public sealed partial class Reaction
{
    /// <summary>What a Like means.</summary>
    public const string Heart = "❤️";

    /// <summary>How many one follower may leave under one post; servers that allow any at all allow one or a few.</summary>
    public const int MostByOne = 5;

    private const int KindLength = 40;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PostId { get; init; }

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
    private static bool IsEmoji(string text) =>
        StringInfo.GetNextTextElementLength(text) == text.Length
        && text.EnumerateRunes().First() is var first && first.Value is not (0x2764 or 0x2665)
        && System.Text.Rune.GetUnicodeCategory(first) is UnicodeCategory.OtherSymbol;

    // Misskey adds the server on which the picture is.
    [GeneratedRegex("^:(?<name>[A-Za-z0-9_+-]{1,38})(@[A-Za-z0-9.:-]{0,253})?:$")]
    private static partial Regex CustomEmoji();
}
