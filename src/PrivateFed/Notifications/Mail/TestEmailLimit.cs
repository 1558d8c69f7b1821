namespace PrivateFed.Notifications.Mail;

/// <summary>How often test letters may be sent, by all owners together: enough to get a mail server right, too few to look for open ports.</summary>
public sealed class TestEmailLimit(TimeProvider clock)
{
    private const int Most = 10;
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _sent = new();

    /// <summary>Counts one, if it may be sent.</summary>
    public bool MaySend()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            // A moment that is still to come was counted while the clock ran ahead.
            while (_sent.TryPeek(out var first) && (now - first > Within || first > now))
            {
                _sent.Dequeue();
            }
            if (_sent.Count >= Most)
            {
                return false;
            }
            _sent.Enqueue(now);
            return true;
        }
    }
}
