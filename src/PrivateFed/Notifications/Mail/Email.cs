namespace PrivateFed.Notifications.Mail;

public enum EmailKind
{
    /// <summary>What is new, for a member.</summary>
    Digest,

    /// <summary>Asks whether an address is a member's.</summary>
    Confirmation,

    /// <summary>Somebody at the front door typed an address; whether it is anybody's is looked up when nobody waits for the answer.</summary>
    SignInRequested,

    SignIn,
    Invitation,

    /// <summary>To the address of before: another one has taken its place.</summary>
    AddressChanged,

    /// <summary>How somebody signs in as its member was changed; what exactly says the news that has this letter.</summary>
    AccessChanged,
}

/// <summary>
/// A letter that is owed. It is written in the transaction of what it tells, worded only when it is sent, and its row goes when it is.
/// </summary>
public sealed class Email
{
    /// <summary>How long a job has for one; afterwards another takes it. Longer than the conversation with the post office may last.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    /// <summary>Also its Message-ID, so that one that is sent twice after a kill is the same letter.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required EmailKind Kind { get; init; }

    /// <summary>For whom, if they are a member.</summary>
    public Guid? MemberId { get; init; }

    public required string Address { get; init; }

    /// <summary>Of who is invited.</summary>
    public string? Name { get; init; }

    /// <summary>In which to write, if the member has not chosen one.</summary>
    public string? Language { get; init; }

    /// <summary>The secret of the link in it, sealed: only its hash is kept where it opens something.</summary>
    public string? SealedSecret { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is to be sent; while a job has it, when another may take it.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Afterwards there is no sense in it: its link is over.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public int Failures { get; set; }

    /// <summary>How often work on it was begun and not ended (<see cref="Storage.Attempts"/>).</summary>
    public int Attempts { get; set; }
}
