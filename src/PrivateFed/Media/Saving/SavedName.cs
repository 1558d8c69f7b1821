using System.Globalization;
using System.Text;

using PrivateFed.Media.Films;

namespace PrivateFed.Media.Saving;

/// <summary>Names of files that people save: "2026-07-14 Midsummer at the lake 01.jpg". They are safe on every system.</summary>
public static class SavedName
{
    private const int LongestWords = 50;
    private const int ShortestSentence = 10;
    private const int LongestTitle = 80;

    /// <summary>File systems take 255 bytes, some encrypted ones 143; the rest of the name has its place beside it.</summary>
    private const int MostBytes = 100;

    private const string NotInNames = "<>:\"/\\|?*";

    private static readonly HashSet<string> ReservedOnWindows = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. Numbered("COM"), .. Numbered("LPT")], StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a photo by itself, and in a ZIP.</summary>
    /// <param name="digits">Of its number; 0 for none.</param>
    public static string OfPhoto(SavedPhoto photo, DateOnly day, int digits) => string.Join(' ', new[]
    {
        Day(day),
        WordsOf(photo.Post),
        digits == 0 ? "" : (photo.Position + 1).ToString($"D{digits}", CultureInfo.InvariantCulture),
    }.Where(part => part.Length > 0)) + ExtensionOf(photo.Film);

    private static string ExtensionOf(Film? film) => film switch
    {
        null => ".jpg",
        { IsVoice: true } => ".m4a",
        _ => ".mp4",
    };

    public static string OfPost(SavedPost post, DateOnly day) => $"{Day(day)} {WordsOf(post)}".TrimEnd() + ".zip";

    public static string OfAlbum(string title) => (Safe(title, LongestTitle) is { Length: > 0 } safe ? safe : "Album") + ".zip";

    /// <summary>Names that differ in more than case; a number in brackets is added where one stands there already.</summary>
    public static IReadOnlyList<string> Unique(IEnumerable<string> names)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var unique = new List<string>();
        foreach (var name in names)
        {
            var free = name;
            for (var again = 2; !taken.Add(free); again++)
            {
                free = string.Create(CultureInfo.InvariantCulture,
                    $"{Path.GetFileNameWithoutExtension(name)} ({again}){Path.GetExtension(name)}");
            }
            unique.Add(free);
        }
        return unique;
    }

    /// <summary>The title, or the beginning of the words; may be empty.</summary>
    private static string WordsOf(SavedPost post) => Safe(
        post.Title.Length > 0 ? post.Title : FirstSentence(PlainText.Opening(post.Html, LongestWords)), LongestWords);

    /// <summary>Up to the first end of a sentence that is more than a word or two.</summary>
    private static string FirstSentence(string text)
    {
        for (var at = ShortestSentence; at < text.Length - 1; at++)
        {
            if (text[at] is '.' or '!' or '?' && text[at + 1] == ' ')
            {
                return text[..(at + 1)];
            }
        }
        return text;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// Without characters that a system refuses, without dots, dashes and blanks at either end, and not one of the names that Windows keeps
    /// for devices, whatever follows their first dot.
    /// </summary>
    private static string Safe(string text, int longest)
    {
        var allowed = new string([.. text.Select(sign => NotInNames.Contains(sign, StringComparison.Ordinal) ? ' ' : sign)]);
        var cut = Graphemes.Truncate(DisplayName.Of(allowed), longest);
        while (Encoding.UTF8.GetByteCount(cut) > MostBytes)
        {
            cut = Graphemes.Truncate(cut, cut.Length - 1);
        }
        var trimmed = cut.Trim(' ', '.', ',', ';', '…', '-', '~');
        return ReservedOnWindows.Contains(trimmed.Split('.')[0].TrimEnd()) ? $"_{trimmed}" : trimmed;
    }

    private static IEnumerable<string> Numbered(string device) => "0123456789¹²³".Select(number => $"{device}{number}");
}
