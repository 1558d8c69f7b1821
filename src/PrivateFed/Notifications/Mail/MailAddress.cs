using PrivateFed.Houses;

namespace PrivateFed.Notifications.Mail;

/// <summary>An email address: name@domain in ASCII characters, without any that a mail server could take for a command.</summary>
public static class MailAddress
{
    public const int MaxLength = 254;

    /// <returns>
    /// In lower case, with the domain in ASCII as mail servers and the DNS use it, so that the same address in
    /// another spelling is the same person.
    /// </returns>
    public static Result<string> Parse(string text)
    {
        var trimmed = text.Trim().ToLowerInvariant();
        var at = trimmed.LastIndexOf('@');
        var isName = at is > 0 and <= 64 && trimmed.IndexOf('@', StringComparison.Ordinal) == at
            && trimmed[..at].All(letter => letter is > ' '
                and < (char)127 and not ('"' or '(' or ')' or ',' or ':' or ';' or '<' or '>' or '[' or ']' or '\\'))
            && trimmed[0] != '.' && trimmed[at - 1] != '.' && !trimmed[..at].Contains("..", StringComparison.Ordinal);
        return isName && Domain.AsciiHost(trimmed[(at + 1)..]) is { } domain && at + 1 + domain.Length <= MaxLength
            ? $"{trimmed[..at]}@{domain}"
            : new Refusal("That isn't an email address such as ingrid@example.org.");
    }
}
