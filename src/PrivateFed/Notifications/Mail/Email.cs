namespace PrivateFed.Notifications.Mail;

public enum EmailKind
{
    /// <summary>A member's news.</summary>
    Digest,

    /// <summary>Asks a member to confirm an address.</summary>
    Confirmation,

    /// <summary>
    /// A request from the sign-in page for a link to a typed address. The job looks up whether the address belongs to a member, when nobody
    /// waits for the answer.
    /// </summary>
    SignInRequested,

    SignIn,
    Invitation,

    /// <summary>Tells the previous address that another one has replaced it.</summary>
    AddressChanged,

    /// <summary>Tells a member of a change in how they sign in; the news with this email's id says what changed.</summary>
    AccessChanged,
}

/// <summary>
/// An email waiting to be sent. It is written in the transaction of its cause and composed only at sending; the row
/// is deleted once it is sent.
/// </summary>
public sealed class Email
{
    /// <summary>
    /// How long a job holds an email before another job may take it. Longer than an SMTP session in <see cref="SendMail"/> may last.
    /// </summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    /// <summary>Also the Message-ID, so that an email sent twice after a kill is the same message.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required EmailKind Kind { get; init; }

    /// <summary>The recipient, if they are a member.</summary>
    public Guid? MemberId { get; init; }

    public required string Address { get; init; }

    /// <summary>The name of an invited person.</summary>
    public string? Name { get; init; }

    /// <summary>The language to use if the member has not chosen one.</summary>
    public string? Language { get; init; }

    /// <summary>The secret of the link in it, encrypted. The row that accepts the link holds only its hash.</summary>
    public string? SealedSecret { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is to be sent. While a job holds it, the time at which another job may take it.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>When its link expires, and with it the point of sending it.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public int Failures { get; set; }

    /// <summary>The number of attempts that began and did not end (<see cref="Storage.Attempts"/>).</summary>
    public int Attempts { get; set; }
}
