namespace PrivateFed.Notifications.Mail;

/// <summary>Limits test emails of all owners together: enough to get a mail server right, too few to scan for open ports.</summary>
public sealed class TestEmailLimit(TimeProvider clock)
{
    private const int MaxEmails = 10;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _sent = new();

    /// <summary>Counts one if it may be sent.</summary>
    public bool MaySend()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            // A time in the future was counted while the clock ran ahead.
            while (_sent.TryPeek(out var first) && (now - first > Period || first > now))
            {
                _sent.Dequeue();
            }
            if (_sent.Count >= MaxEmails)
            {
                return false;
            }
            _sent.Enqueue(now);
            return true;
        }
    }
}
