namespace PrivateFed.Posts;

/// <summary>The kind of a life event. Stored by name.</summary>
public enum LifeEventKind
{
    Birth,
    Baptism,
    FirstSteps,
    School,
    Graduation,
    NewJob,
    Move,
    Engagement,
    Wedding,
    Anniversary,

    /// <summary>A death or another farewell: shown without colour and without reaction counts.</summary>
    Farewell,

    /// <summary>Any other event; its title names it.</summary>
    Another,
}

internal static class LifeEventKinds
{
    /// <summary>The English name, for other servers and the command line.</summary>
    public static string InEnglish(this LifeEventKind kind) => kind switch
    {
        LifeEventKind.FirstSteps => "First steps",
        LifeEventKind.NewJob => "New job",
        LifeEventKind.Move => "A new home",
        LifeEventKind.Another => "A special day",
        _ => kind.ToString(),
    };
}

/// <summary>The life event that a post is about, with the date of the event when it is told later.</summary>
/// <param name="Kind">Null for an ordinary post.</param>
/// <param name="Title">May be empty.</param>
/// <param name="HappenedOn">Null when the post is shared on the day itself.</param>
public sealed record LifeEvent(LifeEventKind? Kind, string Title, DateOnly? HappenedOn)
{
    /// <summary>Characters.</summary>
    public const int TitleLength = 120;

    /// <summary>Earlier years are typing errors: 0026 for 2026.</summary>
    private const int FirstYear = 1000;

    public static readonly LifeEvent None = new(null, "", null);

    public bool IsFarewell => Kind == LifeEventKind.Farewell;

    /// <summary>
    /// The form in which it is stored: a title without a kind gets <see cref="LifeEventKind.Another"/>, so that the title is not lost.
    /// </summary>
    public LifeEvent Tidy() => new(Kind ?? (Title.Trim().Length > 0 ? LifeEventKind.Another : null), DisplayName.Of(Title), HappenedOn);

    /// <param name="sharedAt">
    /// When the post is shared. One day more than the UTC date is allowed: it may already be tomorrow where the author is.
    /// </param>
    public Refusal? Check(DateTimeOffset sharedAt) => this switch
    {
        { Title.Length: > TitleLength } => new Refusal("The title has {0:N0} characters; the limit is {1:N0}.", Title.Length, TitleLength),
        _ when Title.Contains('\0', StringComparison.Ordinal) => new Refusal("The title contains a character that can't be saved (NUL)."),
        { HappenedOn: { } day } when day > DateOnly.FromDateTime(sharedAt.UtcDateTime).AddDays(1) =>
            new Refusal("That day is still to come. Please choose the day it happened, or none."),
        { HappenedOn.Year: < FirstYear } => new Refusal("Please check the year: {0} is a very long time ago.", HappenedOn.Value.Year),
        _ => null,
    };
}
