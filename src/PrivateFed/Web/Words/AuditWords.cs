using Microsoft.Extensions.Localization;
using PrivateFed.Audit;
using PrivateFed.Languages;
using PrivateFed.Members;

namespace PrivateFed.Web.Words;

/// <summary>What was done, and by whom, in a sentence of the reader's language.</summary>
internal static class AuditWords
{
    public static string InWords(this IStringLocalizer<Texts> texts, AuditEntry deed) => deed.Action switch
    {
        < AuditAction.MemberAdded => OfFollowers(texts, deed),
        < AuditAction.InvitationMade => OfMembers(texts, deed),
        < AuditAction.CircleMade => OfComingIn(texts, deed),
        < AuditAction.TextWritten => OfWhatIsShared(texts, deed),
        _ => OfHouse(texts, deed),
    };

    public static string DoneBy(this IStringLocalizer<Texts> texts, AuditEntry deed) => deed.By switch
    {
        Audit.DoneBy.CommandLine => texts["From the command line"],
        Audit.DoneBy.House => texts["The house by itself"],
        _ => deed.Who,
    };

    private static string OfFollowers(IStringLocalizer<Texts> texts, AuditEntry deed) => deed.Action switch
    {
        AuditAction.HouseOpened => texts["The house was opened"],
        AuditAction.FollowerAccepted => texts["{0} ({1}) was let in", deed.About, deed.More],
        AuditAction.FollowerRejected => texts["{0} ({1}) was not let in", deed.About, deed.More],
        AuditAction.FollowerRemoved => texts["{0} ({1}) was removed", deed.About, deed.More],
        AuditAction.FollowerLeft => texts["{0} ({1}) follows no longer", deed.About, deed.More],
        AuditAction.FollowerMoved => texts["{0} was let in instead of the old account {1}", deed.About, deed.More],
        AuditAction.MediaLinksRenewed => texts["The photo links of {0} were made new", deed.About],
        AuditAction.FollowerBlocked => texts["{0} ({1}) was refused for good", deed.About, deed.More],
        AuditAction.FollowerUnblocked => texts["{0} ({1}) may ask again", deed.About, deed.More],
        AuditAction.HostBlocked => texts["The server {0} was refused for good", deed.About],
        AuditAction.HostUnblocked => texts["People of {0} may ask again", deed.About],
        _ => texts["{0} ({1}) has to be let in again: the server came back with other keys", deed.About, deed.More],
    };

    private static string OfMembers(IStringLocalizer<Texts> texts, AuditEntry deed) => deed.Action switch
    {
        AuditAction.MemberAdded => texts["{0} was given an account", deed.About],
        AuditAction.MemberJoined => texts["{0} came in, invited by {1}", deed.About, deed.More],
        AuditAction.MemberAgreed => texts["{0} agreed to the house's text", deed.About],
        AuditAction.MemberRemoved => texts["{0} was removed", deed.About],
        AuditAction.MemberLeft => texts["{0} took their yes back and left", deed.About],
        AuditAction.MemberErased => texts["Somebody left, and everything that they wrote was erased"],
        AuditAction.MemberRenamed => texts["{0} is called {1} now", deed.More, deed.About],
        AuditAction.AvatarChosen => texts["{0} has another picture", deed.About],
        AuditAction.AvatarRemoved => texts["The picture of {0} was removed", deed.About],
        AuditAction.MadeOwner => texts["{0} was made an owner", deed.About],
        _ => texts["{0} looks after the house no longer", deed.About],
    };

    private static string OfComingIn(IStringLocalizer<Texts> texts, AuditEntry deed) => deed.Action switch
    {
        AuditAction.InvitationMade => texts["{0} was invited", deed.About],
        AuditAction.InvitationRenewed => texts["The invitation for {0} got a new link", deed.About],
        AuditAction.InvitationTakenBack => texts["The invitation for {0} was taken back", deed.About],
        AuditAction.LinkMade => texts["A link to come in was made for {0}", deed.About],
        AuditAction.LinkTakenBack => texts["The link to come in for {0} was taken back", deed.About],
        AuditAction.LinkUsed => texts["{0} came in by a link", deed.About],
        AuditAction.DeviceEnded => texts["A device of {0} was signed out: {1}", deed.About, texts.Device(deed.More)],
        AuditAction.DevicesEnded => texts["All devices of {0} were signed out", deed.About],
        AuditAction.PasskeyAdded => texts["{0} made a passkey: {1}", deed.About, texts.Device(deed.More)],
        AuditAction.PasskeyRemoved => texts["A passkey of {0} was removed: {1}", deed.About, texts.Device(deed.More)],
        AuditAction.PasswordSet => texts["{0} has another password", deed.About],
        AuditAction.PasswordRemoved => texts["The password of {0} was removed", deed.About],
        AuditAction.CodesStarted => texts["{0} is asked for codes from now on", deed.About],
        AuditAction.CodesRenewed => texts["{0} has new recovery codes", deed.About],
        AuditAction.CodesStopped => texts["{0} is asked for codes no longer", deed.About],
        AuditAction.AddressConfirmed => texts["{0} gets letters and links to come in at {1}", deed.About, deed.More],
        _ => texts["The address {1} of {0} is forgotten", deed.About, deed.More],
    };

    private static string OfWhatIsShared(IStringLocalizer<Texts> texts, AuditEntry deed) => deed.Action switch
    {
        AuditAction.CircleMade => texts["The circle {0} was made", deed.More],
        AuditAction.CircleRenamed => texts["The circle {0} is called {1} now", deed.More, deed.About],
        AuditAction.CircleDeleted => texts["The circle {0} was deleted", deed.More],
        AuditAction.PutInCircle => texts["{0} was put in the circle {1}", deed.About, deed.More],
        AuditAction.TakenOutOfCircle => texts["{0} was taken out of the circle {1}", deed.About, deed.More],
        AuditAction.PostDeleted => texts["A post of {0} was deleted", deed.About],
        AuditAction.CommentDeleted => texts["A comment of {0} was deleted", deed.About],
        AuditAction.ReportSeen => texts["A complaint from elsewhere was seen"],
        _ => texts["{0} ({1}) has new keys", deed.About, deed.More],
    };

    private static string OfHouse(IStringLocalizer<Texts> texts, AuditEntry deed) => deed.Action switch
    {
        AuditAction.TextWritten => texts["The text that people agree to was written anew"],
        AuditAction.HouseRenamed => texts["The house is called {0} now", deed.More],
        AuditAction.LanguageChosen => texts["The house speaks {0} now", SpokenLanguages.All.FirstOrDefault(language => language.Code == deed.More)?.Name ?? deed.More],
        AuditAction.ColourChosen => texts["The house has another colour"],
        AuditAction.PictureChosen => texts["The house has another picture"],
        AuditAction.MailSetUp => texts["The house sends its letters by {0}", deed.More],
        AuditAction.MailEnded => texts["The house sends no letters any more"],
        _ => texts["The picture of the house was taken down"],
    };
}
