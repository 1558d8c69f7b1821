namespace PrivateFed.Members;

/// <summary>
/// Passwords of ten characters and more that attackers try first: a common word with digits around it, keys in a row, one thing repeated.
/// </summary>
public static class CommonPasswords
{
    private static readonly string[] Words =
    [
        "password", "passwort", "passw", "motdepasse", "contrasena", "losenord", "qwerty", "qwertz", "azerty", "letmein", "welcome",
        "iloveyou",
        "princess", "sunshine", "football", "baseball", "superman", "batman", "dragon", "monkey", "master", "shadow", "michael", "jennifer",
        "jordan", "hunter", "killer", "pokemon", "starwars", "computer", "internet", "whatever", "trustno", "changeme", "secret", "admin",
        "administrator", "default", "family", "hello", "summer", "winter", "spring", "autumn", "charlie", "liverpool", "chelsea", "arsenal",
    ];

    private static readonly string[] KeyRows =
    [
        "1234567890123456789", "0987654321098765", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn",
        "abcdefghijklmnopqrstuvwxyz", "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb", "zaq12wsxcde34rfv",
    ];

    public static bool Contains(string password)
    {
        var normalized = Normalize(password);
        return KeyRows.Any(row => row.Contains(normalized, StringComparison.Ordinal)) || IsRepetition(normalized)
            || IsWordAndDigits(normalized);
    }

    /// <summary>Lower case, with look-alike characters replaced by the letters they stand for.</summary>
    private static string Normalize(string password) =>
        password.ToLowerInvariant().Replace('@', 'a').Replace('$', 's').Replace('€', 'e').Replace("ö", "o", StringComparison.Ordinal)
            .Replace("ñ", "n", StringComparison.Ordinal);

    private static bool IsRepetition(string normalized) =>
        Enumerable.Range(1, normalized.Length / 2)
            .Any(length => normalized.Index().All(letter => letter.Item == normalized[letter.Index % length]));

    private static bool IsWordAndDigits(string normalized)
    {
        var letters = normalized.Trim("0123456789!?.,-_+*#%&/()= ".ToCharArray()).Replace('0', 'o').Replace('1', 'i').Replace('3', 'e')
            .Replace('5', 's');
        return Words.Contains(letters) || Words.Any(word => letters == word + word);
    }
}
