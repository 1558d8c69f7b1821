namespace PrivateFed.Text;

/// <summary>
/// Words that stand in the middle of others (names, titles, headers of letters) are one line and keep their direction: what would begin another
/// line, or turn what follows, becomes a space.
/// </summary>
public static class OneLine
{
    public static string Of(string words) =>
        string.Join(' ', new string([.. words.Select(letter => Breaks(letter) ? ' ' : letter)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static bool Breaks(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
