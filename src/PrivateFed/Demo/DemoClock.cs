namespace PrivateFed.Demo;

/// <summary>Stands where it is put, so that a family's two years can be told through the same parts as everybody's.</summary>
internal sealed class DemoClock : TimeProvider
{
    /// <summary>UTC.</summary>
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}
