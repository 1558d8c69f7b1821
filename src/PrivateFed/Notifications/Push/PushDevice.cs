using PrivateFed.Members;

namespace PrivateFed.Notifications.Push;

/// <summary>A device on which a member wishes to be told at once. It ends with the session in which they said so.</summary>
public sealed class PushDevice
{
    public const int EndpointLength = 1000;

    /// <summary>Several posts in a row knock once.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromSeconds(20);

    /// <summary>How long a job has for one; longer than the push service may take.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(2);

    /// <summary>A device whose push service takes nothing for so long is told nothing any more.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MemberId { get; set; }

    public Member Member { get; init; } = null!;

    public required Guid SessionId { get; set; }

    public Session Session { get; init; } = null!;

    /// <summary>Where the browser's push service takes messages for this device: an https URL.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The browser's public key, base64url: what is sent is for its eyes only.</summary>
    public required string P256dh { get; set; }

    /// <summary>Its authentication secret, base64url.</summary>
    public required string Auth { get; set; }

    /// <summary>News up to this moment was told.</summary>
    public required DateTimeOffset NotifiedUntil { get; set; }

    /// <summary>Not before this; while a job has it, when another may take it.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    public int Failures { get; set; }

    /// <summary>How often work on it was begun and not ended (<see cref="Storage.Attempts"/>).</summary>
    public int Attempts { get; set; }

    public DateTimeOffset? FailingSince { get; set; }
}
