using PrivateFed.Members;

namespace PrivateFed.Notifications;

public enum Rhythm
{
    Never,
    AtOnce,
    Daily,
    Weekly,
}

/// <summary>Where a member is written to, and how often they wish to be. There is none until they give an address.</summary>
public sealed class Letterbox
{
    public const int EveningHour = 18;

    /// <summary>Five photos in a row are one letter.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan ConfirmationLasts = TimeSpan.FromDays(3);

    public required Guid MemberId { get; init; }

    public Member Member { get; init; } = null!;

    /// <summary>Known to be theirs; null until it is.</summary>
    public string? Address { get; private set; }

    /// <summary>Waits for the link that was mailed to it.</summary>
    public string? WantedAddress { get; private set; }

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

    public void Ask(string address, byte[] hash, DateTimeOffset now) =>
        (WantedAddress, ConfirmHash, ConfirmEndsAt, UnreachableSince) = (address, hash, now + ConfirmationLasts, null);

    public void Confirm(DateTimeOffset now)
    {
        (Address, WantedAddress, ConfirmHash, ConfirmEndsAt, UnreachableSince) = (WantedAddress, null, null, null, null);
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
