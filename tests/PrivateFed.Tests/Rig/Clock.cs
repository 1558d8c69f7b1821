namespace PrivateFed.Tests.Rig;

/// <summary>The house's clock: it runs with the real one, as far ahead of it as a test wants.</summary>
public sealed class Clock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);
}
