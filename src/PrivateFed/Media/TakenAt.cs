namespace PrivateFed.Media;

/// <summary>
/// When a photo or film was taken: what a clock on the wall showed there. So half past eleven at night on 14 June in Japan is 14 June for
/// every reader (docs/decisions/dates.md).
/// </summary>
/// <param name="Clock">To the second.</param>
/// <param name="Offset">How far that clock was ahead of UTC; null where the file does not say.</param>
public sealed record TakenAt(DateTime Clock, TimeSpan? Offset)
{
    /// <summary>The first digital cameras; earlier dates are those of clocks that were never set.</summary>
    private const int FirstYear = 1990;

    /// <summary>Somewhere it is tomorrow already, and clocks of cameras are not exact.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    public DateOnly Day => DateOnly.FromDateTime(Clock);

    /// <summary>By the clock that the moment is given by.</summary>
    public static TakenAt Of(DateTimeOffset moment) =>
        new(new DateTime(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Unspecified), moment.Offset);

    /// <summary>Null for a date on which the photo cannot have been taken.</summary>
    public TakenAt? OrNoneIfAbsurd(DateTimeOffset now) =>
        Clock.Year >= FirstYear && Clock <= now.UtcDateTime + Tolerance + (Offset ?? TimeSpan.Zero) ? this : null;
}
