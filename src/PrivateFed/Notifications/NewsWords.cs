using Microsoft.Extensions.Localization;
using PrivateFed.Languages;

namespace PrivateFed.Notifications;

/// <summary>What a piece of news says, and where it leads.</summary>
internal static class NewsWords
{
    public static string Sentence(this IStringLocalizer<Texts> texts, ShownNews news, Guid readerId) => news.Kind switch
    {
        NewsKind.Post => texts["{0} has told something", news.Who!],
        NewsKind.Comment when news.PostAuthorId == readerId => texts["{0} has written under your post", news.Who!],
        NewsKind.Comment when news.PostAuthorId == news.WriterId => texts["{0} has written under their own post", news.Who!],
        NewsKind.Comment => texts["{0} has written under {1}’s post", news.Who!, news.PostAuthor!],
        NewsKind.Request => texts["{0} from {1} would like to follow", news.Who!, news.Host!],
        NewsKind.Report => texts["{0} complains of something here", news.About!],
        NewsKind.GivenUp => texts["Something could not be delivered to {0} and was given up", news.About!],
        NewsKind.DiskFull => texts["The disk is nearly full: {0} MB are free", news.About!],
        _ => texts["Letters to {0} come back: the address may not be right any more", news.About!],
    };

    /// <summary>How it begins; what its author folded away stays folded.</summary>
    public static string Opening(this ShownNews news, int length) => news.Warning.Length > 0 ? news.Warning : PlainWords.Opening(news.Html, length);

    public static string Path(this ShownNews news) => news.Kind switch
    {
        NewsKind.Post => $"/posts/{news.PostId}",
        NewsKind.Comment => $"/comments/{news.CommentId}",
        NewsKind.Request => $"/family/requests/{news.PersonId}",
        NewsKind.Report or NewsKind.GivenUp => "/family/on-its-way",
        NewsKind.Unreachable => "/family/mail",
        _ => "/family",
    };
}
