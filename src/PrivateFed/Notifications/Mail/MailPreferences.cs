using PrivateFed.Members;

namespace PrivateFed.Notifications.Mail;

public enum Rhythm
{
    Never,
    AtOnce,
    Daily,
    Weekly,
}

/// <summary>Where a member is written to, and how often they wish to be. There is none until they give an address.</summary>
public sealed class MailPreferences
{
    public const int EveningHour = 18;

    /// <summary>Five photos in a row are one letter.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan ConfirmationLasts = TimeSpan.FromDays(3);

    /// <summary>Letters with a link that one member can be sent in a day, whoever asks for them.</summary>
    private const int MostAsked = 12;

    /// <summary>Between two of them.</summary>
    public static readonly TimeSpan AskedEvery = TimeSpan.FromMinutes(2);

    public required Guid MemberId { get; init; }

    public Member Member { get; init; } = null!;

    /// <summary>Known to be theirs; null until it is.</summary>
    public string? Address { get; private set; }

    /// <summary>Waits for the link that was mailed to it.</summary>
    public string? UnconfirmedAddress { get; private set; }

    public byte[]? ConfirmHash { get; private set; }

    public DateTimeOffset? ConfirmEndsAt { get; private set; }

    public Rhythm Rhythm { get; set; }

    /// <summary>Of the reader's day, 0 to 23: when daily and weekly letters come.</summary>
    public int Hour { get; set; } = EveningHour;

    /// <summary>The reader's time zone, as their browser told it.</summary>
    public string? Zone { get; set; }

    /// <summary>Nothing from before is told.</summary>
    public required DateTimeOffset Since { get; set; }

    /// <summary>Since when its mail server says that there is nobody of this address.</summary>
    public DateTimeOffset? UnreachableSince { get; set; }

    /// <summary>When letters with a link were last asked for, and how many on that day. Forgetting the address does not forget this.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    public int AskedTimes { get; private set; }

    /// <summary>Nobody's mail is filled by whoever presses a button again and again.</summary>
    public bool MayAsk(DateTimeOffset now) => AskedAt is not { } last || now.UtcDateTime.Date != last.UtcDateTime.Date || AskedTimes < MostAsked;

    public bool WasJustAsked(DateTimeOffset now) => now - AskedAt < AskedEvery;

    public void CountAsked(DateTimeOffset now) =>
        (AskedTimes, AskedAt) = (AskedAt?.UtcDateTime.Date == now.UtcDateTime.Date ? AskedTimes + 1 : 1, now);

    public void Forget() => (Address, UnconfirmedAddress, ConfirmHash, ConfirmEndsAt, UnreachableSince, Rhythm) = (null, null, null, null, null, Rhythm.Never);

    public void Ask(string address, byte[] hash, DateTimeOffset now) =>
        (UnconfirmedAddress, ConfirmHash, ConfirmEndsAt, UnreachableSince) = (address, hash, now + ConfirmationLasts, null);

    public void Confirm(DateTimeOffset now)
    {
        (Address, UnconfirmedAddress, ConfirmHash, ConfirmEndsAt, UnreachableSince) = (UnconfirmedAddress, null, null, null, null);
        Since = now;
    }

    /// <summary>When a letter is due that tells of something, if that is the oldest that it tells.</summary>
    public DateTimeOffset DueFor(DateTimeOffset oldest) => Rhythm switch
    {
        Rhythm.AtOnce => oldest + Gathering,
        Rhythm.Daily => NextAfter(oldest, _ => true),
        Rhythm.Weekly => NextAfter(oldest, day => day.DayOfWeek == DayOfWeek.Sunday),
        _ => DateTimeOffset.MaxValue,
    };

    public TimeZoneInfo ReadersZone() => Zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) ? zone : TimeZoneInfo.Local;

    private DateTimeOffset NextAfter(DateTimeOffset moment, Func<DateTime, bool> isRight)
    {
        var zone = ReadersZone();
        var today = TimeZoneInfo.ConvertTime(moment, zone).Date;
        return Enumerable.Range(0, 9).Select(days => today.AddDays(days).AddHours(Hour)).Where(isRight)
            .Select(local => new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime()).First(due => due > moment);
    }
}
