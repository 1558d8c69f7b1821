namespace PrivateFed.Text;

/// <summary>
/// Puts embedded text (names, titles, email headers) on one line and keeps its direction from affecting its surroundings: every character
/// that would start a new line or change the direction becomes a space.
/// </summary>
public static class OneLine
{
    public static string Of(string words) => Without(words, character => BreaksLine(character) || ChangesDirection(character));

    /// <summary>
    /// The same for our own sentences, whose names are already isolated (<see cref="TextDirection.Isolated"/>) and stay so.
    /// </summary>
    public static string OfSentence(string words) =>
        Without(words, character => BreaksLine(character) || (ChangesDirection(character) && character is not ('\u2068' or '\u2069')));

    private static string Without(string words, Predicate<char> breaks) =>
        string.Join(' ', new string([.. words.Select(character => breaks(character) ? ' ' : character)])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static bool BreaksLine(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';

    private static bool ChangesDirection(char character) => character is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
