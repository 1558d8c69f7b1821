using Microsoft.Extensions.Localization;
using PrivateFed.Audiences;
using PrivateFed.Languages;
using PrivateFed.Posts;

namespace PrivateFed.Web.Words;

/// <summary>Names a post's audience, in the composer and under the post.</summary>
internal static class AudienceWords
{
    public static string NameOf(this IStringLocalizer<Texts> texts, AudienceChoice choice) =>
        choice.CircleId is null ? texts["Everyone here"] : choice.Name;

    /// <summary>"14 people, 5 of them on other servers"</summary>
    public static string InWords(this IStringLocalizer<Texts> texts, AudienceChoice choice) => (choice.People, choice.Elsewhere) switch
    {
        (0, _) => texts["Just you so far"],
        (1, 0) => texts["1 person"],
        (1, 1) => texts["1 person, on another server"],
        (var people, 0) => texts["{0} people", people],
        var (people, elsewhere) when elsewhere == people => texts["{0} people, all on other servers", people],
        (var people, 1) => texts["{0} people, 1 of them on another server", people],
        var (people, elsewhere) => texts["{0} people, {1} of them on other servers", people, elsewhere],
    };

    public static string SeenBy(this IStringLocalizer<Texts> texts, ShownPost post) => (post.Audience, post.Circles) switch
    {
        (Audience.Everyone, _) => texts["Everyone here"],
        (_, []) => texts["Only {0}", post.Author],
        _ => texts.Listed(post.Circles),
    };
}
