namespace PrivateFed.Notifications.Mail;

/// <summary>How the connection to a mail server is secured.</summary>
public enum MailSecurity
{
    StartTls,
    Tls,
    None,
}

/// <summary>How much detail an email may contain.</summary>
public enum EmailContent
{
    /// <summary>Names of the people who wrote, and links.</summary>
    Names,

    Words,
    Pictures,
}

/// <summary>The mail server that an owner set up for the house's emails. Without a row the house sends none.</summary>
public sealed class MailServer
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public required string Host { get; set; }

    public required int Port { get; set; }

    public required MailSecurity Security { get; set; }

    public string? UserName { get; set; }

    /// <summary>The password, encrypted; it is never shown again.</summary>
    public string? SealedPassword { get; set; }

    /// <summary>The sender address.</summary>
    public required string From { get; set; }

    public required EmailContent Content { get; set; }

    /// <summary>Why the last email could not be sent; null if it was.</summary>
    public string? LastError { get; set; }

    public DateTimeOffset? FailingSince { get; set; }
}
