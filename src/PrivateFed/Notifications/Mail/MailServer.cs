namespace PrivateFed.Notifications.Mail;

/// <summary>How the connection to a mail server is secured.</summary>
public enum MailSecurity
{
    StartTls,
    Tls,
    None,
}

/// <summary>How much of what the house holds may stand in a letter.</summary>
public enum EmailContent
{
    /// <summary>Who has told something, and a link.</summary>
    Names,

    Words,
    Pictures,
}

/// <summary>The mail server that takes the house's letters, as an owner set it up; without a row the house sends none.</summary>
public sealed class MailServer
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public required string Host { get; set; }

    public required int Port { get; set; }

    public required MailSecurity Security { get; set; }

    public string? UserName { get; set; }

    /// <summary>The password, protected; it is never shown again.</summary>
    public string? SealedPassword { get; set; }

    /// <summary>The address that letters come from.</summary>
    public required string From { get; set; }

    public required EmailContent Content { get; set; }

    /// <summary>Why the last letter could not be handed over; null when it could.</summary>
    public string? LastError { get; set; }

    public DateTimeOffset? FailingSince { get; set; }
}
