using Microsoft.Extensions.Localization;
using PrivateFed.Audit;
using PrivateFed.Languages;
using PrivateFed.Members;

namespace PrivateFed.Web.Words;

/// <summary>Describes audit log entries in the reader's language.</summary>
internal static class AuditWords
{
    public static string InWords(this IStringLocalizer<Texts> texts, AuditEntry entry) => entry.Action switch
    {
        < AuditAction.MemberAdded => OfFollowers(texts, entry),
        < AuditAction.InvitationMade => OfMembers(texts, entry),
        < AuditAction.CircleMade => OfSignIn(texts, entry),
        < AuditAction.TextWritten => OfWhatIsShared(texts, entry),
        _ => OfHouse(texts, entry),
    };

    public static string DoneBy(this IStringLocalizer<Texts> texts, AuditEntry entry) => entry.By switch
    {
        Audit.DoneBy.CommandLine => texts["Command line"],
        Audit.DoneBy.House => texts["Automatic"],
        _ => entry.Who,
    };

    private static string OfFollowers(IStringLocalizer<Texts> texts, AuditEntry entry) => entry.Action switch
    {
        AuditAction.HouseOpened => texts["The house was set up"],
        AuditAction.FollowerAccepted => texts["{0} ({1}) was let in", entry.About, entry.More],
        AuditAction.FollowerRejected => texts["{0} ({1}) was not let in", entry.About, entry.More],
        AuditAction.FollowerRemoved => texts["{0} ({1}) was removed", entry.About, entry.More],
        AuditAction.FollowerLeft => texts["{0} ({1}) no longer follows", entry.About, entry.More],
        AuditAction.FollowerMoved => texts["{0} was let in, replacing the old account {1}", entry.About, entry.More],
        AuditAction.MediaLinksRenewed => texts["{0}'s photo links were replaced", entry.About],
        AuditAction.FollowerBlocked => texts["{0} ({1}) was blocked", entry.About, entry.More],
        AuditAction.FollowerUnblocked => texts["{0} ({1}) may ask again", entry.About, entry.More],
        AuditAction.HostBlocked => texts["The server {0} was blocked", entry.About],
        AuditAction.HostUnblocked => texts["People on {0} may ask again", entry.About],
        _ => texts["{0} ({1}) has to be let in again: the server came back with different keys", entry.About, entry.More],
    };

    private static string OfMembers(IStringLocalizer<Texts> texts, AuditEntry entry) => entry.Action switch
    {
        AuditAction.MemberAdded => texts["{0} got an account", entry.About],
        AuditAction.MemberJoined => texts["{0} joined, invited by {1}", entry.About, entry.More],
        AuditAction.MemberAgreed => texts["{0} agreed to the text", entry.About],
        AuditAction.MemberRemoved => texts["{0} was removed", entry.About],
        AuditAction.MemberLeft => texts["{0} withdrew their agreement and left", entry.About],
        AuditAction.MemberErased => texts["Somebody left, and everything they wrote was erased"],
        AuditAction.MemberRenamed => texts["{0} is now called {1}", entry.More, entry.About],
        AuditAction.AvatarChosen => texts["{0} has a new picture", entry.About],
        AuditAction.AvatarRemoved => texts["{0}'s picture was removed", entry.About],
        AuditAction.MadeOwner => texts["{0} was made an owner", entry.About],
        _ => texts["{0} is no longer an owner", entry.About],
    };

    private static string OfSignIn(IStringLocalizer<Texts> texts, AuditEntry entry) => entry.Action switch
    {
        AuditAction.InvitationMade => texts["{0} was invited", entry.About],
        AuditAction.InvitationRenewed => texts["{0}'s invitation got a new link", entry.About],
        AuditAction.InvitationTakenBack => texts["{0}'s invitation was cancelled", entry.About],
        AuditAction.LinkMade => texts["A sign-in link was made for {0}", entry.About],
        AuditAction.LinkTakenBack => texts["{0}'s sign-in link was cancelled", entry.About],
        AuditAction.LinkUsed => texts["{0} signed in with a link", entry.About],
        AuditAction.DeviceEnded => texts["One of {0}'s devices was signed out: {1}", entry.About, texts.Device(entry.More)],
        AuditAction.DevicesEnded => texts["{0} was signed out on every device", entry.About],
        AuditAction.PasskeyAdded => texts["{0} added a passkey: {1}", entry.About, texts.Device(entry.More)],
        AuditAction.PasskeyRemoved => texts["One of {0}'s passkeys was removed: {1}", entry.About, texts.Device(entry.More)],
        AuditAction.PasswordSet => texts["{0} has a new password", entry.About],
        AuditAction.PasswordRemoved => texts["{0}'s password was removed", entry.About],
        AuditAction.CodesStarted => texts["Codes were turned on for {0}", entry.About],
        AuditAction.CodesRenewed => texts["{0} has new recovery codes", entry.About],
        AuditAction.CodesStopped => texts["Codes were turned off for {0}", entry.About],
        AuditAction.AddressConfirmed => texts["Emails and sign-in links for {0} now go to {1}", entry.About, entry.More],
        _ => texts["{0}'s address {1} was removed", entry.About, entry.More],
    };

    private static string OfWhatIsShared(IStringLocalizer<Texts> texts, AuditEntry entry) => entry.Action switch
    {
        AuditAction.CircleMade => texts["The circle {0} was made", entry.More],
        AuditAction.CircleRenamed => texts["The circle {0} is now called {1}", entry.More, entry.About],
        AuditAction.CircleDeleted => texts["The circle {0} was deleted", entry.More],
        AuditAction.PutInCircle => texts["{0} was added to the circle {1}", entry.About, entry.More],
        AuditAction.TakenOutOfCircle => texts["{0} was removed from the circle {1}", entry.About, entry.More],
        AuditAction.PostDeleted => texts["A post by {0} was deleted", entry.About],
        AuditAction.CommentDeleted => texts["A comment by {0} was deleted", entry.About],
        AuditAction.ReportSeen => texts["A complaint from another server was marked as seen"],
        _ => texts["{0} ({1}) has new keys", entry.About, entry.More],
    };

    private static string OfHouse(IStringLocalizer<Texts> texts, AuditEntry entry) => entry.Action switch
    {
        AuditAction.TextWritten => texts["The text people agree to was changed"],
        AuditAction.HouseRenamed => texts["The house is now called {0}", entry.More],
        AuditAction.LanguageChosen =>
            texts["The site's language is now {0}", SpokenLanguages.All.FirstOrDefault(language => language.Code == entry.More)?.Name
                ?? entry.More],
        AuditAction.BlursShown => texts["Invitations show blurred photos"],
        AuditAction.BlursHidden => texts["Invitations no longer show blurred photos"],
        AuditAction.SavingAllowed => texts["New photos can be saved by everyone who can see them"],
        AuditAction.SavingLimited => texts["New photos can no longer be saved by everyone who can see them"],
        AuditAction.ColourChosen => texts["The colour was changed"],
        AuditAction.PictureChosen => texts["The site's picture was changed"],
        AuditAction.MailSetUp => texts["Emails now go out through {0}", entry.More],
        AuditAction.MailEnded => texts["Email was turned off"],
        _ => texts["The site's picture was removed"],
    };
}
