namespace PrivateFed.Text;

/// <summary>
/// Words that stand in the middle of others (names, titles, headers of letters) are one line and keep their direction: what would begin another
/// line, or turn what follows, becomes a space.
/// </summary>
public static class OneLine
{
    public static string Of(string words) => Without(words, letter => BreaksLine(letter) || Turns(letter));

    /// <summary>The same for a sentence of ours, whose names are isolated already (<see cref="TextDirection.Isolated"/>) and stay so.</summary>
    public static string OfSentence(string words) => Without(words, letter => BreaksLine(letter) || (Turns(letter) && letter is not ('\u2068' or '\u2069')));

    private static string Without(string words, Predicate<char> breaks) =>
        string.Join(' ', new string([.. words.Select(letter => breaks(letter) ? ' ' : letter)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static bool BreaksLine(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029';

    private static bool Turns(char letter) => letter is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
