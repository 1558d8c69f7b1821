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
        Audit.DoneBy.CommandLine => texts["From the command line"],
        Audit.DoneBy.House => texts["The house by itself"],
        _ => entry.Who,
    };

    private static string OfFollowers(IStringLocalizer<Texts> texts, AuditEntry entry) => entry.Action switch
    {
        AuditAction.HouseOpened => texts["The house was opened"],
        AuditAction.FollowerAccepted => texts["{0} ({1}) was let in", entry.About, entry.More],
        AuditAction.FollowerRejected => texts["{0} ({1}) was not let in", entry.About, entry.More],
        AuditAction.FollowerRemoved => texts["{0} ({1}) was removed", entry.About, entry.More],
        AuditAction.FollowerLeft => texts["{0} ({1}) follows no longer", entry.About, entry.More],
        AuditAction.FollowerMoved => texts["{0} was let in instead of the old account {1}", entry.About, entry.More],
        AuditAction.MediaLinksRenewed => texts["The photo links of {0} were made new", entry.About],
        AuditAction.FollowerBlocked => texts["{0} ({1}) was refused for good", entry.About, entry.More],
        AuditAction.FollowerUnblocked => texts["{0} ({1}) may ask again", entry.About, entry.More],
        AuditAction.HostBlocked => texts["The server {0} was refused for good", entry.About],
        AuditAction.HostUnblocked => texts["People of {0} may ask again", entry.About],
        _ => texts["{0} ({1}) has to be let in again: the server came back with other keys", entry.About, entry.More],
    };

    private static string OfMembers(IStringLocalizer<Texts> texts, AuditEntry entry) => entry.Action switch
    {
        AuditAction.MemberAdded => texts["{0} was given an account", entry.About],
        AuditAction.MemberJoined => texts["{0} came in, invited by {1}", entry.About, entry.More],
        AuditAction.MemberAgreed => texts["{0} agreed to the house's text", entry.About],
        AuditAction.MemberRemoved => texts["{0} was removed", entry.About],
        AuditAction.MemberLeft => texts["{0} took their yes back and left", entry.About],
        AuditAction.MemberErased => texts["Somebody left, and everything that they wrote was erased"],
        AuditAction.MemberRenamed => texts["{0} is called {1} now", entry.More, entry.About],
        AuditAction.AvatarChosen => texts["{0} has another picture", entry.About],
        AuditAction.AvatarRemoved => texts["The picture of {0} was removed", entry.About],
        AuditAction.MadeOwner => texts["{0} was made an owner", entry.About],
        _ => texts["{0} looks after the house no longer", entry.About],
    };

    private static string OfSignIn(IStringLocalizer<Texts> texts, AuditEntry entry) => entry.Action switch
    {
        AuditAction.InvitationMade => texts["{0} was invited", entry.About],
        AuditAction.InvitationRenewed => texts["The invitation for {0} got a new link", entry.About],
        AuditAction.InvitationTakenBack => texts["The invitation for {0} was taken back", entry.About],
        AuditAction.LinkMade => texts["A link to come in was made for {0}", entry.About],
        AuditAction.LinkTakenBack => texts["The link to come in for {0} was taken back", entry.About],
        AuditAction.LinkUsed => texts["{0} came in by a link", entry.About],
        AuditAction.DeviceEnded => texts["A device of {0} was signed out: {1}", entry.About, texts.Device(entry.More)],
        AuditAction.DevicesEnded => texts["All devices of {0} were signed out", entry.About],
        AuditAction.PasskeyAdded => texts["{0} made a passkey: {1}", entry.About, texts.Device(entry.More)],
        AuditAction.PasskeyRemoved => texts["A passkey of {0} was removed: {1}", entry.About, texts.Device(entry.More)],
        AuditAction.PasswordSet => texts["{0} has another password", entry.About],
        AuditAction.PasswordRemoved => texts["The password of {0} was removed", entry.About],
        AuditAction.CodesStarted => texts["{0} is asked for codes from now on", entry.About],
        AuditAction.CodesRenewed => texts["{0} has new recovery codes", entry.About],
        AuditAction.CodesStopped => texts["{0} is asked for codes no longer", entry.About],
        AuditAction.AddressConfirmed => texts["{0} gets letters and links to come in at {1}", entry.About, entry.More],
        _ => texts["The address {1} of {0} is forgotten", entry.About, entry.More],
    };

    private static string OfWhatIsShared(IStringLocalizer<Texts> texts, AuditEntry entry) => entry.Action switch
    {
        AuditAction.CircleMade => texts["The circle {0} was made", entry.More],
        AuditAction.CircleRenamed => texts["The circle {0} is called {1} now", entry.More, entry.About],
        AuditAction.CircleDeleted => texts["The circle {0} was deleted", entry.More],
        AuditAction.PutInCircle => texts["{0} was put in the circle {1}", entry.About, entry.More],
        AuditAction.TakenOutOfCircle => texts["{0} was taken out of the circle {1}", entry.About, entry.More],
        AuditAction.PostDeleted => texts["A post of {0} was deleted", entry.About],
        AuditAction.CommentDeleted => texts["A comment of {0} was deleted", entry.About],
        AuditAction.ReportSeen => texts["A complaint from elsewhere was seen"],
        _ => texts["{0} ({1}) has new keys", entry.About, entry.More],
    };

    private static string OfHouse(IStringLocalizer<Texts> texts, AuditEntry entry) => entry.Action switch
    {
        AuditAction.TextWritten => texts["The text that people agree to was written anew"],
        AuditAction.HouseRenamed => texts["The house is called {0} now", entry.More],
        AuditAction.LanguageChosen =>
            texts["The house speaks {0} now", SpokenLanguages.All.FirstOrDefault(language => language.Code == entry.More)?.Name
                ?? entry.More],
        AuditAction.ColourChosen => texts["The house has another colour"],
        AuditAction.PictureChosen => texts["The house has another picture"],
        AuditAction.MailSetUp => texts["The house sends its letters by {0}", entry.More],
        AuditAction.MailEnded => texts["The house sends no letters any more"],
        _ => texts["The picture of the house was taken down"],
    };
}
