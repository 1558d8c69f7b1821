namespace PrivateFed.Posts;

/// <summary>What kind of day it was. Kept by name.</summary>
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

    /// <summary>A death, or another last word: told without colour, and nothing under it is counted.</summary>
    Farewell,

    /// <summary>A day for which there is no word here; its title says it.</summary>
    Another,
}

internal static class LifeEventKinds
{
    /// <summary>As other servers and the command line are told.</summary>
    public static string InEnglish(this LifeEventKind kind) => kind switch
    {
        LifeEventKind.FirstSteps => "First steps",
        LifeEventKind.NewJob => "New job",
        LifeEventKind.Move => "A new home",
        LifeEventKind.Another => "A special day",
        _ => kind.ToString(),
    };
}

/// <summary>What makes a post a life event, and on which day it was when it is told later.</summary>
/// <param name="Kind">Null for an ordinary day.</param>
/// <param name="Title">May be empty.</param>
/// <param name="HappenedOn">Null when it is told as it happens.</param>
public sealed record LifeEvent(LifeEventKind? Kind, string Title, DateOnly? HappenedOn)
{
    /// <summary>Characters.</summary>
    public const int TitleLength = 120;

    /// <summary>Who writes 0026 means 2026.</summary>
    private const int FirstYear = 1000;

    public static readonly LifeEvent None = new(null, "", null);

    public bool IsFarewell => Kind == LifeEventKind.Farewell;

    /// <summary>As it is kept: nobody's title is lost because no kind was chosen.</summary>
    public LifeEvent Tidy() => new(Kind ?? (Title.Trim().Length > 0 ? LifeEventKind.Another : null), DisplayName.Of(Title), HappenedOn);

    /// <param name="told">When the post is shared. One day more than the world's clocks say is allowed: it may be tomorrow already where the author is.</param>
    public Refusal? Check(DateTimeOffset told) => this switch
    {
        { Title.Length: > TitleLength } => new Refusal("The title has {0:N0} characters; {1:N0} is the most.", Title.Length, TitleLength),
        _ when Title.Contains('\0', StringComparison.Ordinal) => new Refusal("The title holds a character that cannot be kept (NUL)."),
        { HappenedOn: { } day } when day > DateOnly.FromDateTime(told.UtcDateTime).AddDays(1) => new Refusal("That day is still to come. Please choose the day on which it happened, or none."),
        { HappenedOn.Year: < FirstYear } => new Refusal("Please look at the year once more: {0} is very long ago.", HappenedOn.Value.Year),
        _ => null,
    };
}
