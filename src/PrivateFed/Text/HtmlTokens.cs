using System.Collections.Frozen;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace PrivateFed.Text;

/// <summary>A piece of HTML: words, or a tag.</summary>
/// <param name="Type">Character, StartTag or EndTag.</param>
/// <param name="Name">Of the tag, in small letters.</param>
/// <param name="Words">Decoded.</param>
/// <param name="Tag">Of a start tag: with the few attributes that count.</param>
internal readonly record struct HtmlPiece(HtmlTokenType Type, string Name, string Words, HtmlTagToken? Tag);

/// <summary>
/// Reads HTML by the tokenizer that browsers have (WHATWG HTML 13.2.5), without making a tree of it: what is read costs what it is long. Comments, and
/// elements that show nothing, are left out with all that is in them.
/// </summary>
internal static class HtmlTokens
{
    /// <summary>Characters that are read; more is as if it were not there.</summary>
    public const int MostRead = 300_000;

    private static readonly FrozenSet<string> Attributes = FrozenSet.Create("href", "lang", "dir", "start", "value", "alt");

    // Their words are no words to a reader. Those of the first kind hold no tags.
    private static readonly FrozenSet<string> RawText = FrozenSet.Create("script", "style", "iframe", "noembed", "noframes", "title");
    private static readonly FrozenSet<string> Unseen = FrozenSet.Create("template", "datalist", "head", "annotation", "annotation-xml", "desc", "metadata");

    public static IEnumerable<HtmlPiece> Read(string html)
    {
        using var source = new TextSource(Graphemes.Truncate(html, MostRead));
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver)
        {
            SkipComments = true,
            // Twice the same attribute, or one that nobody reads, is not even kept.
            ShouldEmitAttribute = (ref token, name) => Attributes.Contains(name.ToString()) && token.Attributes.Count < Attributes.Count,
        };
        var (unseen, depth) = ("", 0);
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokenizer.Get())
        {
            if (token.Type == HtmlTokenType.StartTag && RawText.Contains(token.Name))
            {
                tokenizer.State = token.Name == "script" ? HtmlParseMode.Script : HtmlParseMode.Rawtext;
            }
            if (depth > 0)
            {
                depth += token.Name != unseen ? 0 : token.Type switch { HtmlTokenType.StartTag => 1, HtmlTokenType.EndTag => -1, _ => 0 };
            }
            else if (token.Type == HtmlTokenType.StartTag && (RawText.Contains(token.Name) || Unseen.Contains(token.Name)))
            {
                (unseen, depth) = (token.Name, 1);
            }
            else if (token.Type is HtmlTokenType.Character)
            {
                yield return new HtmlPiece(token.Type, "", token.Data, null);
            }
            else if (token.Type is HtmlTokenType.StartTag or HtmlTokenType.EndTag)
            {
                yield return new HtmlPiece(token.Type, token.Name, "", token as HtmlTagToken);
            }
        }
    }
}
