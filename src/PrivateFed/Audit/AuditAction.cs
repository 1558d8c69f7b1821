namespace PrivateFed.Audit;

/// <summary>What can be done; each has its sentence in Web/Words/DeedWords. Kept by name: what is written once keeps its name.</summary>
public enum AuditAction
{
    HouseOpened,

    FollowerAccepted,
    FollowerRejected,
    FollowerRemoved,
    FollowerLeft,

    /// <summary>Let in under a new account; the old one is let in no more.</summary>
    FollowerMoved,

    /// <summary>Their server came back with a key that nobody announced, so they wait again.</summary>
    FollowerInDoubt,

    /// <summary>A link to a photo had leaked, so that all links of a server were made new.</summary>
    MediaLinksRenewed,

    /// <summary>"Not again": they can ask no more.</summary>
    FollowerBlocked,
    FollowerUnblocked,

    /// <summary>The same for everybody on a server.</summary>
    HostBlocked,
    HostUnblocked,

    MemberAdded,
    MemberJoined,
    MemberAgreed,
    MemberRemoved,
    MemberLeft,

    /// <summary>Left, and wanted everything erased.</summary>
    MemberErased,
    MemberRenamed,
    AvatarChosen,
    AvatarRemoved,
    MadeOwner,
    SteppedDown,

    InvitationMade,
    InvitationRenewed,
    InvitationTakenBack,

    LinkMade,
    LinkTakenBack,
    LinkUsed,
    DeviceEnded,
    DevicesEnded,
    PasskeyAdded,
    PasskeyRemoved,
    PasswordSet,
    PasswordRemoved,
    CodesStarted,
    CodesRenewed,
    CodesStopped,

    /// <summary>Letters, and links to come in, go to an address that is known to be theirs.</summary>
    AddressConfirmed,
    AddressForgotten,

    CircleMade,
    CircleRenamed,
    CircleDeleted,
    PutInCircle,
    TakenOutOfCircle,

    PostDeleted,
    CommentDeleted,
    ReportSeen,
    KeysRotated,

    TextWritten,
    HouseRenamed,
    LanguageChosen,
    ColourChosen,
    PictureChosen,
    PictureRemoved,
    MailSetUp,
    MailEnded,
}
