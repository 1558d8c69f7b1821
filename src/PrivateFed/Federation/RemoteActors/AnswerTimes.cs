namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// When requests are answered that nobody proved. Keys are looked up of servers that the house knows, and not of others: whoever measured
/// that would learn who follows here. So each of these answers comes after the same time, whatever was done meanwhile, and a look-up that would
/// take longer is broken off.
/// </summary>
public sealed record AnswerTimes
{
    /// <summary>Of an activity. Servers wait ten seconds for an answer.</summary>
    public AnswerTime OfActivity { get; init; } = new(TimeSpan.FromSeconds(2.75), TimeSpan.FromSeconds(3));

    /// <summary>Of a Follow, for which strangers' keys are looked up too, however slow their servers are.</summary>
    public AnswerTime OfFollow { get; init; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10.25));

    /// <summary>Of a GET with a signature. Of people who are let in, and of their servers' instance actors, the keys are known.</summary>
    public AnswerTime OfReading { get; init; } = new(TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(1));
}

/// <param name="ForLookUps">How long keys and documents may be looked up.</param>
/// <param name="UntilAnswer">When the answer is given; a little later than look-ups end.</param>
public sealed record AnswerTime(TimeSpan ForLookUps, TimeSpan UntilAnswer)
{
    /// <param name="cancellation">The request's end.</param>
    public AnswerClock Start(CancellationToken cancellation) => new(this, cancellation);
}

/// <summary>The time of one request, from when it began to be judged.</summary>
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

    /// <summary>Ends when look-ups have had their time, or with the request.</summary>
    public CancellationToken LookUps => _lookUps.Token;

    /// <summary>Returns when the answer may be given.</summary>
    public Task AnswerAsync() => _answer;

    public void Dispose() => _lookUps.Dispose();
}
