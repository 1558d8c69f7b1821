namespace PrivateFed.Tests.Rig;

/// <summary>The house's clock: it runs with the real one, as far ahead of it as a test wants, until a test stops it.</summary>
public sealed class Clock : TimeProvider
{
    private long _ahead;
    private long _stoppedAt;

    public override DateTimeOffset GetUtcNow() => Interlocked.Read(ref _stoppedAt) is var ticks and > 0
        ? new DateTimeOffset(ticks + Interlocked.Read(ref _ahead), TimeSpan.Zero)
        : base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);

    /// <summary>
    /// From now on only <see cref="Advance"/> moves it, until the returned is disposed: however slow the machine, no time passes.
    /// </summary>
    public IDisposable Stop()
    {
        Interlocked.Exchange(ref _stoppedAt, base.GetUtcNow().UtcTicks);
        return new Stopped(this);
    }

    private sealed class Stopped(Clock clock) : IDisposable
    {
        public void Dispose() => Interlocked.Exchange(ref clock._stoppedAt, 0);
    }
}
