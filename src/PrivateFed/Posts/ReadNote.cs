using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using PrivateFed.Federation.Documents;

namespace PrivateFed.Posts;

/// <summary>
/// What of a Note, or of a poll (Question), is shown. Mentions and hashtags are links in its words; custom emoji stay their :name:, and files
/// stay where they are, since pages ask nothing of other hosts. Of each list no more is read than is shown.
/// </summary>
/// <param name="Html">Sanitised.</param>
/// <param name="Warning">Plain; empty when nothing is folded away.</param>
/// <param name="Language">As in HTML's lang.</param>
/// <param name="Extras">Null when it is words alone.</param>
public sealed partial record ReadNote(string Html, string Warning, string? Language, NoteExtras? Extras)
{
    private const int MostFiles = 20;
    private const int MostAnswers = 20;
    private const int WarningLength = 500;
    private const int DescriptionLength = 1_500;
    private const int AnswerLength = 200;

    /// <returns>Null when it says nothing that could be shown, as a vote in a poll does.</returns>
    public static ReadNote? Of(JsonElement note)
    {
        var (content, language) = Words(note);
        var html = Federation.Documents.Html.Sanitise(content).Trim();
        var extras = new NoteExtras([.. Files(note).Take(MostFiles)], [.. Answers(note).Take(MostAnswers)]);
        var hasExtras = extras.Files.Count > 0 || extras.Poll.Count > 0;
        return html.Length == 0 && !hasExtras
            ? null
            : new ReadNote(html, Plain(note.Text("summary"), WarningLength), language, hasExtras ? extras : null);
    }

    /// <summary>The words, and their language if the map of languages has one alone, or one for these very words.</summary>
    private static (string Content, string? Language) Words(JsonElement note)
    {
        var content = note.Text("content");
        if (note.First("contentMap") is not { ValueKind: JsonValueKind.Object } map)
        {
            return (content ?? "", null);
        }
        var said = map.EnumerateObject().Where(entry => LanguageTag().IsMatch(entry.Name)).Take(20)
            .Select(entry => (Language: entry.Name, Words: map.Text(entry.Name))).ToList();
        var match = said.Find(entry => content is null || entry.Words == content);
        return (content ?? match.Words ?? "", match.Language);
    }

    private static IEnumerable<LinkedFile> Files(JsonElement note) =>
        from file in note.All("attachment").Take(MostFiles)
        let url = file.Id("url") ?? file.Text("href")
        where Authority.Of(url) is not null
        select new LinkedFile(url, KindOf(file), Plain(file.Text("name") ?? file.Text("summary"), DescriptionLength));

    private static string KindOf(JsonElement file) => (file.Text("mediaType")?.Split('/')[0], file.Text("type")) switch
    {
        ("image", _) or (_, "Image") => "A picture",
        ("video", _) or (_, "Video") => "A film",
        ("audio", _) or (_, "Audio") => "A recording",
        (_, "Link" or "Page") => "A link",
        _ => "A file",
    };

    private static IEnumerable<PollAnswer> Answers(JsonElement note) =>
        from answer in note.All("oneOf").Take(MostAnswers).Concat(note.All("anyOf").Take(MostAnswers))
        let text = Plain(answer.Text("name"), AnswerLength)
        where text.Length > 0
        select new PollAnswer(text, Count(answer.First("replies")?.First("totalItems")));

    private static int Count(JsonElement? said) => said is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var count) ? Math.Max(count, 0) : 0;

    /// <summary>Text without tags, on one line.</summary>
    private static string Plain(string? text, int longest)
    {
        var plain = Blanks().Replace(WebUtility.HtmlDecode(Tags().Replace(Cut(text ?? "", 4_000), " ")), " ").Trim();
        return Cut(plain, longest);
    }

    /// <summary>No half of a letter is left at the end.</summary>
    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")]
    private static partial Regex LanguageTag();

    [GeneratedRegex("<[^<>]{0,1000}>")]
    private static partial Regex Tags();

    // Marks that turn the direction of text would turn the page around it.
    [GeneratedRegex(@"[\s\p{Cc}\u202A-\u202E\u2066-\u2069]+")]
    private static partial Regex Blanks();
}
