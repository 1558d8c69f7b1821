namespace PrivateFed.Demo;

/// <summary>A clock that shows the time it was set to, so that two years of a family's life can run through the ordinary code.</summary>
internal sealed class DemoClock : TimeProvider
{
    /// <summary>UTC.</summary>
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}
