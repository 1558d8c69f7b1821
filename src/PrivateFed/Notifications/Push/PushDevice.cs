using PrivateFed.Members;

namespace PrivateFed.Notifications.Push;

/// <summary>A device on which a member gets push notifications. It ends with the session that subscribed it.</summary>
public sealed class PushDevice
{
    public const int EndpointLength = 1000;

    /// <summary>Waits for more news, so that several posts in a row make one push.</summary>
    public static readonly TimeSpan GatheringTime = TimeSpan.FromSeconds(20);

    /// <summary>How long a job holds a device; longer than <see cref="PushClient"/> waits for a push service.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(2);

    /// <summary>A device whose push service has accepted nothing for this long is deleted.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MemberId { get; set; }

    public Member Member { get; init; } = null!;

    public required Guid SessionId { get; set; }

    public Session Session { get; init; } = null!;

    /// <summary>The URL at which the browser's push service accepts messages for this device; https.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The browser's public key, base64url: only the browser can read what is sent.</summary>
    public required string P256dh { get; set; }

    /// <summary>The browser's authentication secret, base64url.</summary>
    public required string Auth { get; set; }

    /// <summary>News up to this moment has been pushed.</summary>
    public required DateTimeOffset NotifiedUntil { get; set; }

    /// <summary>No push before this time. While a job holds the device, the time at which another job may take it.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    public int Failures { get; set; }

    /// <summary>The number of attempts that began and did not end (<see cref="Storage.Attempts"/>).</summary>
    public int Attempts { get; set; }

    public DateTimeOffset? FailingSince { get; set; }
}
