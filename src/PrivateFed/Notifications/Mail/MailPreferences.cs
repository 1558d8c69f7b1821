using PrivateFed.Members;

namespace PrivateFed.Notifications.Mail;

public enum Rhythm
{
    Never,
    AtOnce,
    Daily,
    Weekly,
}

/// <summary>Where and how often a member gets emails. A member has no row until they give an address.</summary>
public sealed class MailPreferences
{
    public const int EveningHour = 18;

    /// <summary>Waits for more news, so that five photos in a row make one email.</summary>
    public static readonly TimeSpan GatheringTime = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan ConfirmationLifetime = TimeSpan.FromDays(3);

    /// <summary>The most emails with a link that one member gets in a day, whoever asks for them.</summary>
    private const int MaxLinkEmailsPerDay = 12;

    /// <summary>The least time between two of those emails.</summary>
    public static readonly TimeSpan RequestInterval = TimeSpan.FromMinutes(2);

    public required Guid MemberId { get; init; }

    public Member Member { get; init; } = null!;

    /// <summary>Confirmed to be theirs; null until then.</summary>
    public string? Address { get; private set; }

    /// <summary>Waits for confirmation by the emailed link.</summary>
    public string? UnconfirmedAddress { get; private set; }

    public byte[]? ConfirmHash { get; private set; }

    public DateTimeOffset? ConfirmEndsAt { get; private set; }

    public Rhythm Rhythm { get; set; }

    /// <summary>The hour of the reader's day, 0 to 23, for daily and weekly emails.</summary>
    public int Hour { get; set; } = EveningHour;

    /// <summary>The reader's time zone, as their browser sent it.</summary>
    public string? Zone { get; set; }

    /// <summary>Older news is not emailed.</summary>
    public required DateTimeOffset Since { get; set; }

    /// <summary>Since when the mail server has reported that the address does not exist.</summary>
    public DateTimeOffset? UnreachableSince { get; set; }

    /// <summary>
    /// When an email with a link was last requested. <see cref="AskedTimes"/> counts the requests of that day. Both survive
    /// <see cref="Forget"/>.
    /// </summary>
    public DateTimeOffset? AskedAt { get; private set; }

    public int AskedTimes { get; private set; }

    /// <summary>Keeps repeated requests from flooding somebody's mailbox.</summary>
    public bool MayRequestLink(DateTimeOffset now) =>
        AskedAt is not { } last || now.UtcDateTime.Date != last.UtcDateTime.Date || AskedTimes < MaxLinkEmailsPerDay;

    public bool WasJustRequested(DateTimeOffset now) => now - AskedAt < RequestInterval;

    public void CountRequest(DateTimeOffset now) =>
        (AskedTimes, AskedAt) = (AskedAt?.UtcDateTime.Date == now.UtcDateTime.Date ? AskedTimes + 1 : 1, now);

    public void Forget() =>
        (Address, UnconfirmedAddress, ConfirmHash, ConfirmEndsAt, UnreachableSince, Rhythm) = (null, null, null, null, null, Rhythm.Never);

    public void RequestConfirmation(string address, byte[] hash, DateTimeOffset now) =>
        (UnconfirmedAddress, ConfirmHash, ConfirmEndsAt, UnreachableSince) = (address, hash, now + ConfirmationLifetime, null);

    public void Confirm(DateTimeOffset now)
    {
        (Address, UnconfirmedAddress, ConfirmHash, ConfirmEndsAt, UnreachableSince) = (UnconfirmedAddress, null, null, null, null);
        Since = now;
    }

    /// <summary>When an email is due if its oldest news is from this moment.</summary>
    public DateTimeOffset DueFor(DateTimeOffset oldest) => Rhythm switch
    {
        Rhythm.AtOnce => oldest + GatheringTime,
        Rhythm.Daily => NextAfter(oldest, _ => true),
        Rhythm.Weekly => NextAfter(oldest, day => day.DayOfWeek == DayOfWeek.Sunday),
        _ => DateTimeOffset.MaxValue,
    };

    public TimeZoneInfo ReadersZone() =>
        Zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) ? zone : TimeZoneInfo.Local;

    private DateTimeOffset NextAfter(DateTimeOffset moment, Func<DateTime, bool> matches)
    {
        var zone = ReadersZone();
        var today = TimeZoneInfo.ConvertTime(moment, zone).Date;
        return Enumerable.Range(0, 9).Select(days => today.AddDays(days).AddHours(Hour)).Where(matches)
            .Select(local => new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime()).First(due => due > moment);
    }
}
