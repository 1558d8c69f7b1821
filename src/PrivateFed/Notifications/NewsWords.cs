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
        NewsKind.Post => texts["{0} posted", news.Who!],
        NewsKind.Comment when news.PostAuthorId == readerId => texts["{0} commented on your post", news.Who!],
        NewsKind.Comment when news.PostAuthorId == news.WriterId => texts["{0} replied on their post", news.Who!],
        NewsKind.Comment => texts["{0} commented on {1}’s post", news.Who!, news.PostAuthor!],
        NewsKind.Access => texts.OfAccess(news.About!),
        NewsKind.Request => texts["{0} from {1} would like to follow you", news.Who!, news.Host!],
        NewsKind.Report => texts["{0} complained about something here", news.About!],
        NewsKind.GivenUp => texts["Something couldn't be delivered to {0}, and we've stopped trying", news.About!],
        NewsKind.DiskFull => texts["The disk is nearly full: {0} MB left", news.About!],
        NewsKind.EmailGivenUp => texts["An email to {0} couldn't be put together and won't be sent", news.About!],
        NewsKind.Guessing => texts[
            "Somebody has tried and failed many times to sign in as {0}: if it wasn't {0}, a new password or a passkey keeps them out",
            news.About![(IdLength + 1)..]],
        _ => texts["Emails to {0} are coming back: the address may no longer be right", news.About!],
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
            AuditAction.PasskeyAdded => texts["A passkey was added to your account: {0}", texts.Device(more)],
            AuditAction.PasswordSet => texts["Your password was changed"],
            AuditAction.CodesStarted => texts["Signing in with your password now needs a code"],
            AuditAction.CodesRenewed => texts["You have new recovery codes; the old ones no longer work"],
            AuditAction.CodesStopped => texts["Signing in with your password no longer needs a code"],
            AuditAction.AddressConfirmed => texts["Sign-in links for you now go to {0}", more],
            AuditAction.LinkMade when more.Length > 0 => texts[
                "{0} made you a link to sign in with, for a new phone perhaps. It works once. If you didn't ask for it, ask {0}.", more],
            AuditAction.LinkMade => texts[
                "There's a link for you to sign in with, for a new phone perhaps. It works once. If you didn't ask for it, tell an owner."],
            AuditAction.MadeOwner => texts["You're now an owner, too"],
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
