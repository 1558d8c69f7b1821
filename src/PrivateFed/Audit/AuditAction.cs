namespace PrivateFed.Audit;

/// <summary>
/// The actions that the audit log records. Each has its sentence in Web/Words/AuditWords. Stored by name, so a name must not change.
/// </summary>
public enum AuditAction
{
    HouseOpened,

    FollowerAccepted,
    FollowerRejected,
    FollowerRemoved,
    FollowerLeft,

    /// <summary>Accepted under a new account; the old one is no longer accepted.</summary>
    FollowerMoved,

    /// <summary>Their server came back with a key that nobody announced, so they wait for approval again.</summary>
    FollowerInDoubt,

    /// <summary>A link to a photo leaked, so all links of that server were renewed.</summary>
    MediaLinksRenewed,

    /// <summary>Blocked: they can send no more follow requests.</summary>
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

    /// <summary>Left, and had everything erased.</summary>
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

    /// <summary>Emails and sign-in links now go to an address confirmed to be theirs.</summary>
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
    BlursShown,
    BlursHidden,
    SavingAllowed,
    SavingLimited,
    MailSetUp,
    MailEnded,
}
