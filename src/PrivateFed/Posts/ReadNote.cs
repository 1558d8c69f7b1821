using System.Net;
using System.Text.RegularExpressions;
using PrivateFed.Federation.Documents;
using PrivateFed.JsonLd.Entities;

namespace PrivateFed.Posts;

/// <summary>
/// The part of a Note, an Article or a poll (Question) that pages show. Mentions and hashtags are links in its text; custom emoji stay as
/// :name:, and files stay on their server, since pages load nothing from other hosts. Of each list only as many items are read as are
/// shown.
/// </summary>
/// <param name="Html">Sanitised.</param>
/// <param name="Warning">Content warning, as plain text; empty when there is none.</param>
/// <param name="Language">Language tag as in HTML's lang.</param>
/// <param name="Extras">Null when there is only text.</param>
public sealed partial record ReadNote(string Html, string Warning, string? Language, NoteExtras? Extras)
{
    private const int MaxFiles = 20;
    private const int MaxAnswers = 20;
    private const int WarningLength = 500;
    private const int DescriptionLength = 1_500;
    private const int AnswerLength = 200;
    private const int TitleLength = 200;
    private const int AddressLength = 2_048;

    /// <returns>Null when there is nothing to show, as with a vote in a poll.</returns>
    public static ReadNote? Of(Wire.Thing note)
    {
        var html = Words(note);
        var extras = new NoteExtras([.. Files(note).Take(MaxFiles)], [.. Answers(note).Take(MaxAnswers)]);
        var hasExtras = extras.Files.Count > 0 || extras.Poll.Count > 0;
        return html.Length == 0 && !hasExtras
            ? null
            : new ReadNote(html, PlainText.FromUntrusted(note.Summary?.Value, WarningLength), LanguageOf(note.Content), hasExtras ? extras
            : null);
    }

    /// <summary>The HTML of the text. For an Article, its title comes before the text and a link to the full article after it.</summary>
    private static string Words(Wire.Thing note)
    {
        var content = note.Content?.Value ?? "";
        // Relative links are resolved against the note's own address.
        var html = (IsPlain(note, content) ? Text.Html.FromPlainText(content)
            : Text.Html.Sanitise(content, note.Address() ?? note.Id)).Trim();
        if (note is not Wire.Article)
        {
            return html;
        }
        var title = PlainText.FromUntrusted(note.Name?.Value, TitleLength);
        var link = AddressOf(note.Address() ?? note.Id);
        return (title.Length > 0 ? $"<p><strong>{WebUtility.HtmlEncode(title)}</strong></p>" : "") + html
            + (link is null ? ""
                : $"<p><a href=\"{WebUtility.HtmlEncode(link)}\" rel=\"nofollow noopener noreferrer\">"
                    + $"{WebUtility.HtmlEncode(link)}</a></p>");
    }

    /// <summary>
    /// True for content that is not HTML: its media type says so, or it has no media type and contains neither tags nor entities.
    /// </summary>
    private static bool IsPlain(Wire.Thing note, string content) =>
        string.Equals(note.MediaType?.Split(';')[0].Trim(), "text/plain", StringComparison.OrdinalIgnoreCase)
            || (note.MediaType is null && !Markup().IsMatch(content));

    /// <summary>The language whose entry in the language map is this very text.</summary>
    private static string? LanguageOf(LanguageText? content) => content?.ByLanguage.Take(20)
        .Where(entry => entry.Value == content.Value && LanguageTag().IsMatch(entry.Key)).Select(entry => entry.Key).FirstOrDefault();

    private static IEnumerable<LinkedFile> Files(Wire.Thing note) =>
        from attachment in note.Attachment.Take(MaxFiles)
        let file = attachment.Embedded
        let url = AddressOf((file as Wire.Link)?.Href ?? file?.Address() ?? attachment.Id)
        where url is not null
        select new LinkedFile(url, KindOf(file), PlainText.FromUntrusted((file?.Name ?? file?.Summary)?.Value, DescriptionLength));

    /// <summary>
    /// The address normalised as browsers do: blanks escaped, host in lower case, no default port. Null for anything that is not a usable
    /// http(s) address.
    /// </summary>
    private static string? AddressOf(string? written) =>
        written is { Length: <= AddressLength } && Uri.TryCreate(written.Trim(), UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) && url.UserInfo.Length == 0 && url.Host.Length > 0
        && url.AbsoluteUri is { Length: <= AddressLength } address
            ? address
            : null;

    private static string KindOf(Wire.Thing? file) => (file?.MediaType?.Split('/')[0], file?.ShortType()) switch
    {
        ("image", _) or (_, "Image") => "A picture",
        ("video", _) or (_, "Video") => "A film",
        ("audio", _) or (_, "Audio") => "A recording",
        (_, "Link" or "Page") => "A link",
        _ => "A file",
    };

    private static IEnumerable<PollAnswer> Answers(Wire.Thing note) =>
        from answer in note is Wire.Question poll ? poll.OneOf.Take(MaxAnswers).Concat(poll.AnyOf.Take(MaxAnswers)) : []
        let text = PlainText.FromUntrusted(answer.Embedded?.Name?.Value, AnswerLength)
        where text.Length > 0
        select new PollAnswer(text, (int)Math.Clamp(answer.Embedded?.Replies?.Embedded?.TotalItems ?? 0, 0, int.MaxValue));

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")]
    private static partial Regex LanguageTag();

    // A complete tag, or an entity.
    [GeneratedRegex("</?[A-Za-z][^<>]{0,1000}>|<!--|&(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")]
    private static partial Regex Markup();
}
