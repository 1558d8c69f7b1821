namespace PrivateFed.Media.Room;

/// <summary>What a file of the house is, as far as its room goes.</summary>
public enum RoomKind
{
    Photos,
    Films,
    VoiceMessages,

    /// <summary>The database: words, people, and what is known of other servers.</summary>
    Other,
}

/// <summary>The bytes of one kind that came in one year.</summary>
/// <param name="Year">By universal time.</param>
/// <param name="Count">How many photos, films or voice messages.</param>
public sealed record RoomOfYear(int Year, RoomKind Kind, long Bytes, int Count);

/// <summary>The room that the house takes, and how much there is, in bytes.</summary>
/// <param name="Years">Of photos, films and voice messages.</param>
/// <param name="Other">All else.</param>
/// <param name="All">The most that the house may take; null without a limit.</param>
/// <param name="IsCounting">Whether some photos are not counted yet.</param>
public sealed record RoomUsed(IReadOnlyList<RoomOfYear> Years, long Other, long? All, bool IsCounting)
{
    private const double Warning = 0.80;
    private const double Full = 0.95;

    public long Used => Years.Sum(year => year.Bytes) + Other;

    /// <summary>Null without a limit.</summary>
    public long? Left => All is { } all ? Math.Max(0, all - Used) : null;

    /// <summary>From 80 % on the owners are warned.</summary>
    public bool IsNearlyFull => Used >= All * Warning;

    /// <summary>From 95 % on nothing more is taken in.</summary>
    public bool IsFull => IsFullWith(Used, All);

    internal static bool IsFullWith(long used, long? all) => used >= all * Full;
}
