namespace PrivateFed.Notifications;

/// <summary>An address for letters: name@domain in plain letters, and nothing in it that a mail server could take for a command.</summary>
public static class MailAddress
{
    public const int Longest = 254;

    /// <returns>In small letters, so that a person who writes it otherwise the next time is the same person.</returns>
    public static Result<string> Parse(string text)
    {
        var trimmed = text.Trim().ToLowerInvariant();
        var at = trimmed.LastIndexOf('@');
        var isOne = at is > 0 and <= 64 && trimmed.Length <= Longest && trimmed.IndexOf('@', StringComparison.Ordinal) == at
            && trimmed[..at].All(letter => letter is > ' ' and < (char)127 and not ('"' or '(' or ')' or ',' or ':' or ';' or '<' or '>' or '[' or ']' or '\\'))
            && trimmed[0] != '.' && trimmed[at - 1] != '.' && !trimmed.Contains("..", StringComparison.Ordinal);
        return isOne && Uri.CheckHostName(trimmed[(at + 1)..]) == UriHostNameType.Dns && trimmed[(at + 1)..].All(char.IsAscii)
            ? trimmed
            : new Refusal("That is not a mail address such as ingrid@example.org.");
    }
}
