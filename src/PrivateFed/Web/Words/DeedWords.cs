using Microsoft.Extensions.Localization;
using PrivateFed.Audit;
using PrivateFed.Languages;

namespace PrivateFed.Web;

/// <summary>What was done, and by whom, in a sentence of the reader's language.</summary>
internal static class DeedWords
{
    public static string InWords(this IStringLocalizer<Texts> texts, Deed deed) => deed.Kind switch
    {
        < DeedKind.MemberAdded => OfFollowers(texts, deed),
        < DeedKind.InvitationMade => OfMembers(texts, deed),
        < DeedKind.CircleMade => OfComingIn(texts, deed),
        < DeedKind.TextWritten => OfWhatIsShared(texts, deed),
        _ => OfHouse(texts, deed),
    };

    public static string DoneBy(this IStringLocalizer<Texts> texts, Deed deed) => deed.By switch
    {
        Audit.DoneBy.CommandLine => texts["From the command line"],
        Audit.DoneBy.House => texts["The house by itself"],
        _ => deed.Who,
    };

    private static string OfFollowers(IStringLocalizer<Texts> texts, Deed deed) => deed.Kind switch
    {
        DeedKind.HouseOpened => texts["The house was opened"],
        DeedKind.FollowerLetIn => texts["{0} ({1}) was let in", deed.About, deed.More],
        DeedKind.FollowerTurnedAway => texts["{0} ({1}) was not let in", deed.About, deed.More],
        DeedKind.FollowerRemoved => texts["{0} ({1}) was removed", deed.About, deed.More],
        DeedKind.FollowerLeft => texts["{0} ({1}) follows no longer", deed.About, deed.More],
        DeedKind.FollowerMoved => texts["{0} was let in instead of the old account {1}", deed.About, deed.More],
        DeedKind.MediaLinksRenewed => texts["The photo links of {0} were made new", deed.About],
        DeedKind.FollowerBlocked => texts["{0} ({1}) was refused for good", deed.About, deed.More],
        DeedKind.FollowerUnblocked => texts["{0} ({1}) may ask again", deed.About, deed.More],
        DeedKind.HostBlocked => texts["The server {0} was refused for good", deed.About],
        DeedKind.HostUnblocked => texts["People of {0} may ask again", deed.About],
        _ => texts["{0} ({1}) has to be let in again: the server came back with other keys", deed.About, deed.More],
    };

    private static string OfMembers(IStringLocalizer<Texts> texts, Deed deed) => deed.Kind switch
    {
        DeedKind.MemberAdded => texts["{0} was given an account", deed.About],
        DeedKind.MemberJoined => texts["{0} came in, invited by {1}", deed.About, deed.More],
        DeedKind.MemberAgreed => texts["{0} agreed to the house's text", deed.About],
        DeedKind.MemberRemoved => texts["{0} was removed", deed.About],
        DeedKind.MemberLeft => texts["{0} took their yes back and left", deed.About],
        DeedKind.MemberErased => texts["Somebody left, and everything that they wrote was erased"],
        DeedKind.MemberRenamed => texts["{0} is called {1} now", deed.More, deed.About],
        DeedKind.AvatarChosen => texts["{0} has another picture", deed.About],
        DeedKind.AvatarRemoved => texts["The picture of {0} was removed", deed.About],
        DeedKind.MadeOwner => texts["{0} was made an owner", deed.About],
        _ => texts["{0} looks after the house no longer", deed.About],
    };

    private static string OfComingIn(IStringLocalizer<Texts> texts, Deed deed) => deed.Kind switch
    {
        DeedKind.InvitationMade => texts["{0} was invited", deed.About],
        DeedKind.InvitationRenewed => texts["The invitation for {0} got a new link", deed.About],
        DeedKind.InvitationTakenBack => texts["The invitation for {0} was taken back", deed.About],
        DeedKind.LinkMade => texts["A link to come in was made for {0}", deed.About],
        DeedKind.LinkTakenBack => texts["The link to come in for {0} was taken back", deed.About],
        DeedKind.LinkUsed => texts["{0} came in by a link", deed.About],
        DeedKind.DeviceEnded => texts["A device of {0} was signed out: {1}", deed.About, texts.Device(deed.More)],
        DeedKind.DevicesEnded => texts["All devices of {0} were signed out", deed.About],
        DeedKind.PasskeyAdded => texts["{0} made a passkey: {1}", deed.About, texts.Device(deed.More)],
        DeedKind.PasskeyRemoved => texts["A passkey of {0} was removed: {1}", deed.About, texts.Device(deed.More)],
        DeedKind.PasswordSet => texts["{0} has another password", deed.About],
        DeedKind.PasswordRemoved => texts["The password of {0} was removed", deed.About],
        DeedKind.CodesStarted => texts["{0} is asked for codes from now on", deed.About],
        DeedKind.CodesRenewed => texts["{0} has new recovery codes", deed.About],
        DeedKind.CodesStopped => texts["{0} is asked for codes no longer", deed.About],
        DeedKind.AddressConfirmed => texts["{0} gets letters and links to come in at {1}", deed.About, deed.More],
        _ => texts["The address {1} of {0} is forgotten", deed.About, deed.More],
    };

    private static string OfWhatIsShared(IStringLocalizer<Texts> texts, Deed deed) => deed.Kind switch
    {
        DeedKind.CircleMade => texts["The circle {0} was made", deed.More],
        DeedKind.CircleRenamed => texts["The circle {0} is called {1} now", deed.More, deed.About],
        DeedKind.CircleDeleted => texts["The circle {0} was deleted", deed.More],
        DeedKind.PutInCircle => texts["{0} was put in the circle {1}", deed.About, deed.More],
        DeedKind.TakenOutOfCircle => texts["{0} was taken out of the circle {1}", deed.About, deed.More],
        DeedKind.PostDeleted => texts["A post of {0} was deleted", deed.About],
        DeedKind.CommentDeleted => texts["A comment of {0} was deleted", deed.About],
        DeedKind.ReportSeen => texts["A complaint from elsewhere was seen"],
        _ => texts["{0} ({1}) has new keys", deed.About, deed.More],
    };

    private static string OfHouse(IStringLocalizer<Texts> texts, Deed deed) => deed.Kind switch
    {
        DeedKind.TextWritten => texts["The text that people agree to was written anew"],
        DeedKind.HouseRenamed => texts["The house is called {0} now", deed.More],
        DeedKind.LanguageChosen => texts["The house speaks {0} now", SpokenLanguages.All.FirstOrDefault(language => language.Code == deed.More)?.Name ?? deed.More],
        DeedKind.ColourChosen => texts["The house has another colour"],
        DeedKind.PictureChosen => texts["The house has another picture"],
        DeedKind.MailSetUp => texts["The house sends its letters by {0}", deed.More],
        DeedKind.MailEnded => texts["The house sends no letters any more"],
        _ => texts["The picture of the house was taken down"],
    };
}
