using Microsoft.Extensions.Localization;
using PrivateFed.Audit;
using PrivateFed.Languages;
using PrivateFed.Members;

namespace PrivateFed.Notifications;

/// <summary>Turns a piece of news into a sentence and a link.</summary>
internal static class NewsWords
{
    /// <summary>Length of the member's id before the name in <see cref="News.About"/>.</summary>
    private const int IdLength = 36;

    public static string Sentence(this IStringLocalizer<Texts> texts, ShownNews news, Guid readerId) => news.Kind switch
    {
        NewsKind.Post => texts["{0} has told something", news.Who!],
        NewsKind.Comment when news.PostAuthorId == readerId => texts["{0} has written under your post", news.Who!],
        NewsKind.Comment when news.PostAuthorId == news.WriterId => texts["{0} has written under their own post", news.Who!],
        NewsKind.Comment => texts["{0} has written under {1}’s post", news.Who!, news.PostAuthor!],
        NewsKind.Access => texts.OfAccess(news.About!),
        NewsKind.Request => texts["{0} from {1} would like to follow", news.Who!, news.Host!],
        NewsKind.Report => texts["{0} complains of something here", news.About!],
        NewsKind.GivenUp => texts["Something could not be delivered to {0} and was given up", news.About!],
        NewsKind.DiskFull => texts["The disk is nearly full: {0} MB are free", news.About!],
        NewsKind.EmailGivenUp => texts["An email to {0} could not be put together and was given up", news.About!],
        NewsKind.Guessing => texts[
            "Somebody has tried and failed many times to sign in as {0}: if it was not {0}, a new password or a passkey keeps them out",
            news.About![(IdLength + 1)..]],
        _ => texts["Letters to {0} come back: the address may not be right any more", news.About!],
    };

    /// <param name="about">
    /// As <see cref="NotifyOfAccessChange"/> writes it: the <see cref="AuditAction"/>, a blank, and what else the sentence says.
    /// </param>
    public static string OfAccess(this IStringLocalizer<Texts> texts, string about)
    {
        var blank = about.IndexOf(' ', StringComparison.Ordinal);
        var more = about[(blank + 1)..];
        return Enum.Parse<AuditAction>(about[..blank]) switch
        {
            AuditAction.PasskeyAdded => texts["A passkey was added that signs in as you: {0}", texts.Device(more)],
            AuditAction.PasswordSet => texts["You have another password now"],
            AuditAction.CodesStarted => texts["Signing in with your password asks for a code now"],
            AuditAction.CodesRenewed => texts["You have new recovery codes, and the old ones are over"],
            AuditAction.CodesStopped => texts["Signing in with your password asks for no code any more"],
            AuditAction.AddressConfirmed => texts["Links to sign in as you are emailed to {0} now", more],
            AuditAction.LinkMade => texts["A link was made that signs in as you, once"],
            AuditAction.MadeOwner => texts["You look after the house now, too"],
            _ => throw new InvalidOperationException($"There is no sentence for {about}."),
        };
    }

    /// <summary>The beginning of the text, or only the warning if its author folded the text away.</summary>
    public static string Opening(this ShownNews news, int length) =>
        news.Warning.Length > 0 ? news.Warning : PlainText.Opening(news.Html, length);

    public static string Path(this ShownNews news) => news.Kind switch
    {
        NewsKind.Post => $"/posts/{news.PostId}",
        NewsKind.Comment => $"/comments/{news.CommentId}",
        NewsKind.Access => "/me",
        NewsKind.Request => $"/family/requests/{news.PersonId}",
        NewsKind.Report or NewsKind.GivenUp => "/family/on-its-way",
        NewsKind.Unreachable or NewsKind.EmailGivenUp => "/family/mail",
        NewsKind.Guessing => $"/family/members/{news.About![..IdLength]}",
        _ => "/family",
    };
}
