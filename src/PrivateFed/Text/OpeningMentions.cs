using System.Net;
using System.Text.RegularExpressions;

namespace PrivateFed.Text;

/// <summary>Somebody whom a reply may name at its beginning.</summary>
/// <param name="Addresses">Ids and pages that a link to them may have.</param>
/// <param name="Handle">"mara".</param>
/// <param name="Host">"family.example".</param>
public sealed record MentionedPerson(IReadOnlyCollection<string> Addresses, string Handle, string Host);

/// <summary>
/// Other servers begin a reply with the names of those whom it answers, so that they hear of it: "@mara@family.example How lovely". Under the post it is plain
/// whom it answers.
/// </summary>
public static partial class OpeningMentions
{
    private const int Most = 20;

    /// <summary>Whether there can be one: cheap, and of most texts untrue.</summary>
    public static bool MayBegin(string html) => Mention().IsMatch(html, FirstTag().Match(html).Length);

    /// <summary>The words without the mentions of these people at their very beginning. Words that are nothing but mentions stay as they are.</summary>
    /// <param name="html">As <see cref="Html.Sanitise"/> makes it.</param>
    /// <param name="people">People of the house, and who is answered.</param>
    public static string Without(string html, IReadOnlyCollection<MentionedPerson> people)
    {
        var begin = FirstTag().Match(html);
        var at = begin.Length;
        for (var count = 0; count < Most && Mention().Match(html, at) is { Success: true } mention && IsOf(mention, people); count++)
        {
            at += mention.Length;
        }
        if (at == begin.Length)
        {
            return html;
        }
        var rest = html[..begin.Length] + html[(at + Between().Match(html, at).Length)..];
        // A paragraph of mentions alone leaves nothing behind, not even itself.
        rest = EmptyParagraph().Replace(rest, "", 1);
        return PlainWords.Of(rest).Length > 0 ? rest : html;
    }

    private static bool IsOf(Match mention, IReadOnlyCollection<MentionedPerson> people)
    {
        var name = WebUtility.HtmlDecode(mention.Groups["name"].Value).Split('@');
        var link = WebUtility.HtmlDecode(mention.Groups["href"].Value);
        return people.Any(person => person.Addresses.Contains(link, StringComparer.Ordinal)
            || (name.Length == 2 && Same(name[0], person.Handle) && Same(name[1], person.Host)));
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A(<(p|blockquote)( [^<>]*)?>)?")]
    private static partial Regex FirstTag();

    // A link whose words begin with @, or the same without a link.
    [GeneratedRegex(@"\G[\s\u200B]*(<a href=""(?<href>[^""]*)""[^>]*>@(?<name>[^<>\s]{1,300})</a>|@(?<name>[\w.-]{1,100}@[\w.:-]{1,255}))(?=[\s\u200B,:]|<|\z)[,:]?")]
    private static partial Regex Mention();

    [GeneratedRegex(@"\G([\s\u200B]|<br>)*")]
    private static partial Regex Between();

    [GeneratedRegex(@"\A<p( [^<>]*)?></p>")]
    private static partial Regex EmptyParagraph();
}
