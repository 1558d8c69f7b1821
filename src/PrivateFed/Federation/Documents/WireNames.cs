namespace PrivateFed.Federation.Documents;

/// <summary>Short ways to what is asked of every activity.</summary>
public static class WireNames
{
    private const int LongestType = 100;

    // An entry of an index of PostgreSQL has 2,704 bytes at the most.
    private const int LongestIdBytes = 2_048;

    /// <summary>Whether an id can be kept: at most 2,048 bytes of UTF-8.</summary>
    public static bool CanBeKept(string id) => System.Text.Encoding.UTF8.GetByteCount(id) <= LongestIdBytes;

    /// <summary>Who did it: the first actor, if several are named.</summary>
    public static string? ActorId(this Wire.Activity activity) => activity.Actor is [var first, ..] ? first.Id : null;

    /// <summary>The id of what it was done to, named or embedded.</summary>
    public static string? ObjectId(this Wire.Activity activity) => activity.Object is [var first, ..] ? first.Id : null;

    /// <summary>The first address of a thing, as an id or as a Link's.</summary>
    public static string? Address(this Wire.Thing thing) => thing.Url is [var first, ..] ? first.Embedded?.Href ?? first.Id : null;

    /// <summary>Follow, Create and so on; an address for what is not of ActivityStreams. Null when there is none, or one too long to keep.</summary>
    public static string? ShortType(this Wire.Thing thing) =>
        thing.Types is [{ Length: > 0 } type, ..] && (type.StartsWith(Wire.Vocabulary.As, StringComparison.Ordinal) ? type[Wire.Vocabulary.As.Length..] : type) is { Length: > 0 and <= LongestType } name
            ? name
            : null;
}
