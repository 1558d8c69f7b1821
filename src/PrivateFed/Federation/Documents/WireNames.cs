namespace PrivateFed.Federation.Documents;

/// <summary>Shortcuts to frequently used properties of activities.</summary>
public static class WireNames
{
    private const int MaxTypeLength = 100;

    // An index entry of PostgreSQL has at most 2,704 bytes.
    private const int MaxIdBytes = 2_048;

    /// <summary>Whether an id can be stored: at most 2,048 bytes of UTF-8.</summary>
    public static bool CanBeStored(string id) => System.Text.Encoding.UTF8.GetByteCount(id) <= MaxIdBytes;

    /// <summary>The actor, or the first one of several.</summary>
    public static string? ActorId(this Wire.Activity activity) => activity.Actor is [var first, ..] ? first.Id : null;

    /// <summary>The object's id, whether the object is referenced or embedded.</summary>
    public static string? ObjectId(this Wire.Activity activity) => activity.Object is [var first, ..] ? first.Id : null;

    /// <summary>The first url of a thing, given as an id or as a Link.</summary>
    public static string? Address(this Wire.Thing thing) => thing.Url is [var first, ..] ? first.Embedded?.Href ?? first.Id : null;

    /// <summary>
    /// Follow, Create and so on; an IRI for types outside ActivityStreams. Null when there is none, or one that is too long to store.
    /// </summary>
    public static string? ShortType(this Wire.Thing thing) =>
        thing.Types is [{ Length: > 0 } type, ..]
            && (type.StartsWith(Wire.Vocabulary.As, StringComparison.Ordinal) ? type[Wire.Vocabulary.As.Length..] : type)
            is { Length: > 0 and <= MaxTypeLength } name
            ? name
            : null;
}
