using System.Net;
using System.Text.RegularExpressions;
using PrivateFed.Federation.Documents;
using PrivateFed.JsonLd.Entities;

namespace PrivateFed.Posts;

/// <summary>
/// What of a Note, an Article or a poll (Question) is shown. Mentions and hashtags are links in its words; custom emoji stay their :name:, and files
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
    private const int TitleLength = 200;
    private const int AddressLength = 2_048;

    /// <returns>Null when it says nothing that could be shown, as a vote in a poll does.</returns>
    public static ReadNote? Of(Wire.Thing note)
    {
        var html = Words(note);
        var extras = new NoteExtras([.. Files(note).Take(MostFiles)], [.. Answers(note).Take(MostAnswers)]);
        var hasExtras = extras.Files.Count > 0 || extras.Poll.Count > 0;
        return html.Length == 0 && !hasExtras
            ? null
            : new ReadNote(html, PlainWords.OfForeign(note.Summary?.Value, WarningLength), LanguageOf(note.Content), hasExtras ? extras : null);
    }

    /// <summary>Words and all else that is read as such: of an Article its title before them, and after them where the whole stands.</summary>
    private static string Words(Wire.Thing note)
    {
        var said = note.Content?.Value ?? "";
        // Links that are relative to the other server lead there.
        var html = (IsPlain(note, said) ? Text.Html.OfPlain(said) : Text.Html.Sanitise(said, note.Address() ?? note.Id)).Trim();
        if (note is not Wire.Article)
        {
            return html;
        }
        var title = PlainWords.OfForeign(note.Name?.Value, TitleLength);
        var link = AddressOf(note.Address() ?? note.Id);
        return (title.Length > 0 ? $"<p><strong>{WebUtility.HtmlEncode(title)}</strong></p>" : "") + html
            + (link is null ? "" : $"<p><a href=\"{WebUtility.HtmlEncode(link)}\" rel=\"nofollow noopener noreferrer\">{WebUtility.HtmlEncode(link)}</a></p>");
    }

    /// <summary>Whether content is no HTML: because it says so, or because its software writes neither tags nor entities.</summary>
    private static bool IsPlain(Wire.Thing note, string said) =>
        string.Equals(note.MediaType?.Split(';')[0].Trim(), "text/plain", StringComparison.OrdinalIgnoreCase) || (note.MediaType is null && !Markup().IsMatch(said));

    /// <summary>The language in which these very words stand in the map of languages.</summary>
    private static string? LanguageOf(LanguageText? content) => content?.ByLanguage.Take(20)
        .Where(said => said.Value == content.Value && LanguageTag().IsMatch(said.Key)).Select(said => said.Key).FirstOrDefault();

    private static IEnumerable<LinkedFile> Files(Wire.Thing note) =>
        from attachment in note.Attachment.Take(MostFiles)
        let file = attachment.Embedded
        let url = AddressOf((file as Wire.Link)?.Href ?? file?.Address() ?? attachment.Id)
        where url is not null
        select new LinkedFile(url, KindOf(file), PlainWords.OfForeign((file?.Name ?? file?.Summary)?.Value, DescriptionLength));

    /// <summary>An address as browsers read it, whatever its spelling: blanks escaped, the host in small letters, no port that says nothing. Null for what leads nowhere.</summary>
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
        from answer in note is Wire.Question poll ? poll.OneOf.Take(MostAnswers).Concat(poll.AnyOf.Take(MostAnswers)) : []
        let text = PlainWords.OfForeign(answer.Embedded?.Name?.Value, AnswerLength)
        where text.Length > 0
        select new PollAnswer(text, (int)Math.Clamp(answer.Embedded?.Replies?.Embedded?.TotalItems ?? 0, 0, int.MaxValue));

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")]
    private static partial Regex LanguageTag();

    // A tag with its end, or an entity.
    [GeneratedRegex("</?[A-Za-z][^<>]{0,1000}>|<!--|&(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")]
    private static partial Regex Markup();
}
