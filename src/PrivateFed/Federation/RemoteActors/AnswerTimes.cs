namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// How long an unproved request waits for its answer. Keys are looked up only on servers that the house knows, so whoever measured the time
/// would learn who follows here. Each of these answers is therefore given after the same time, whatever was done meanwhile, and a look-up
/// that would take longer is cancelled.
/// </summary>
public sealed record AnswerTimes
{
    /// <summary>For an activity. Servers wait ten seconds for an answer.</summary>
    public AnswerTime OfActivity { get; init; } = new(TimeSpan.FromSeconds(2.75), TimeSpan.FromSeconds(3));

    /// <summary>For a Follow. The keys of strangers are looked up too, however slow their servers are.</summary>
    public AnswerTime OfFollow { get; init; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10.25));

    /// <summary>
    /// For a GET with a signature. The keys of accepted followers and of their servers' instance actors are known already.
    /// </summary>
    public AnswerTime OfReading { get; init; } = new(TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(1));
}

/// <param name="ForLookUps">Time limit for looking up keys and documents.</param>
/// <param name="UntilAnswer">Time until the answer is given; a little longer than the look-ups may take.</param>
public sealed record AnswerTime(TimeSpan ForLookUps, TimeSpan UntilAnswer)
{
    public AnswerClock Start(CancellationToken cancellation) => new(this, cancellation);
}

/// <summary>Measures the time of one request from the start of its verification.</summary>
public sealed class AnswerClock : IDisposable
{
    private readonly CancellationTokenSource _lookUps;
    private readonly Task _answer;

    internal AnswerClock(AnswerTime time, CancellationToken cancellation)
    {
        _answer = Task.Delay(time.UntilAnswer, cancellation);
        _lookUps = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _lookUps.CancelAfter(time.ForLookUps);
    }

    /// <summary>Cancelled when the time for look-ups is over, or with the request.</summary>
    public CancellationToken LookUps => _lookUps.Token;

    /// <summary>Completes when the answer may be given.</summary>
    public Task AnswerAsync() => _answer;

    public void Dispose() => _lookUps.Dispose();
}
