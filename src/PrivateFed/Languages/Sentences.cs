using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace PrivateFed.Languages;

/// <summary>Builds sentences that are more than a plain text. Keys are literals at the call, so that a test can collect them.</summary>
public static partial class Sentences
{
    /// <summary>A counted noun: "one photo", "{0} photos". Zero has a sentence of its own at the caller: "no photos".</summary>
    /// <param name="one">The text for exactly one.</param>
    /// <param name="many">The text for every other number, which is {0}.</param>
    public static LocalizedString Count(this IStringLocalizer texts, int number, string one, string many) =>
        number == 1 ? texts[one, number] : texts[many, number];

    /// <summary>
    /// A sentence with markup or a link in it. Its own text is HTML, since it comes from our source and our resource files. Arguments are
    /// encoded, unless they are HTML content already (a <c>Face</c>, or another such sentence).
    /// </summary>
    public static IHtmlContent Html(this IStringLocalizer texts, string html, params object[] arguments) =>
        new HtmlContentBuilder().AppendFormat(
            CultureInfo.CurrentCulture, GrammaticalForm.Choose(texts[html].Value, arguments), IsolatedTexts.Isolated(arguments));

    /// <summary>The sentence of a refusal.</summary>
    public static LocalizedString Of(this IStringLocalizer texts, Refusal refusal) =>
        refusal.Arguments.Length == 0 ? texts[refusal.Words] : texts[refusal.Words, refusal.Arguments];

    /// <summary>"Ingrid, Tom and Joe"</summary>
    public static string Listed(this IStringLocalizer texts, IReadOnlyList<string> names) =>
        texts.Joined([.. names.Select(TextDirection.Isolated)]);

    private static string Joined(this IStringLocalizer texts, IReadOnlyList<string> names) => names switch
    {
        [] => "",
        [var one] => one,
        // Spanish says "Mara e Ingrid", since "y" would be swallowed by the sound that follows.
        _ when CultureInfo.CurrentUICulture.Name == "es"
            && BeginsAsI().IsMatch(names[^1]) => $"{string.Join(", ", names.SkipLast(1))} e {names[^1]}",
        _ => texts["{0} and {1}", string.Join(", ", names.SkipLast(1)), names[^1]],
    };

    [GeneratedRegex("^h?[ií](?![aeoáéó])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BeginsAsI();
}
