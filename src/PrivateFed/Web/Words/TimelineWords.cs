using Microsoft.Extensions.Localization;
using PrivateFed.Languages;

namespace PrivateFed.Web.Words;

/// <summary>What the first page says before the posts.</summary>
internal static class TimelineWords
{
    /// <summary>"6 new posts with 15 photos since Friday."</summary>
    /// <param name="since">"since Friday", as the reader's clock says it.</param>
    public static string NewsSince(this IStringLocalizer<Texts> texts, int posts, int photos, string since) => (posts, photos) switch
    {
        (1, 0) => texts["A new post {0}.", since],
        (_, 0) => texts["{0} new posts {1}.", posts, since],
        (1, _) => texts["A new post with {0} {1}.", texts.Count(photos, "1 photo", "{0} photos"), since],
        _ => texts["{0} new posts with {1} {2}.", posts, texts.Count(photos, "1 photo", "{0} photos"), since],
    };
}
