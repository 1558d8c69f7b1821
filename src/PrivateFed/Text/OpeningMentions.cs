using System.Net;
using System.Text.RegularExpressions;

namespace PrivateFed.Text;

/// <summary>A person whom a reply may mention at its beginning.</summary>
/// <param name="Addresses">Ids and pages that a link to them may have.</param>
/// <param name="Handle">"mara".</param>
/// <param name="Host">"family.example".</param>
public sealed record MentionedPerson(IReadOnlyCollection<string> Addresses, string Handle, string Host);

/// <summary>
/// Other servers begin a reply with mentions of the people it answers, so that these are notified: "@mara@family.example How lovely". The
/// reply's place under the post shows that already.
/// </summary>
public static partial class OpeningMentions
{
    private const int MaxMentions = 20;

    /// <summary>Whether the text may begin with a mention: a cheap check, false for most texts.</summary>
    public static bool MayBegin(string html) => Mention().IsMatch(html, FirstTag().Match(html).Length);

    /// <summary>Removes the mentions of these people at the very beginning. A text that consists of mentions only stays as it is.</summary>
    /// <param name="html">Output of <see cref="Html.Sanitise"/>.</param>
    /// <param name="people">Members, and the person who is answered.</param>
    public static string Without(string html, IReadOnlyCollection<MentionedPerson> people)
    {
        var begin = FirstTag().Match(html);
        var at = begin.Length;
        for (var count = 0; count < MaxMentions && Mention().Match(html, at) is { Success: true } mention && IsOf(mention, people); count++)
        {
            at += mention.Length;
        }
        if (at == begin.Length)
        {
            return html;
        }
        var rest = html[..begin.Length] + html[(at + Between().Match(html, at).Length)..];
        // Removes a paragraph that held nothing but mentions.
        rest = EmptyParagraph().Replace(rest, "", 1);
        return PlainText.Of(rest).Length > 0 ? rest : html;
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

    // A link whose text begins with @, or a mention without a link.
    [GeneratedRegex(@"\G[\s\u200B]*(<a href=""(?<href>[^""]*)""[^>]*>@(?<name>[^<>\s]{1,300})</a>"
        + @"|@(?<name>[\w.-]{1,100}@[\w.:-]{1,255}))(?=[\s\u200B,:]|<|\z)[,:]?")]
    private static partial Regex Mention();

    [GeneratedRegex(@"\G([\s\u200B]|<br>)*")]
    private static partial Regex Between();

    [GeneratedRegex(@"\A<p( [^<>]*)?></p>")]
    private static partial Regex EmptyParagraph();
}
