namespace PrivateFed.Tests.Rig;

/// <summary>One way in which a real server differs from a kind one. Each was seen on the wire at the server that is named.</summary>
public enum Manner
{
    /// <summary>Nothing out of the ordinary: Mastodon without authorized fetch.</summary>
    None,

    /// <summary>GoToSocial: an actor asked for without a signature answers 401.</summary>
    UnsignedActorIs401,

    /// <summary>GoToSocial: the document at the keyId names the key and its owner and has no inbox.</summary>
    KeyDocumentWithoutInbox,

    /// <summary>snac2: stray bytes after the last line of the PEM.</summary>
    BytesBehindPem,

    /// <summary>snac2: the first actor document that was seen is kept for ever.</summary>
    KeepsStub,

    /// <summary>GoToSocial, snac2: a Reject of a follow that was accepted changes nothing; a Block ends it.</summary>
    IgnoresReject,

    /// <summary>Misskey: edits of posts change nothing.</summary>
    IgnoresUpdate,

    /// <summary>Misskey, Iceshrimp.NET, WordPress: a delivery answered with 4xx is never tried again.</summary>
    NoRetryAfter4xx,

    /// <summary>Hollo, snac2: what could not be delivered is tried again for hours, and overtaken meanwhile.</summary>
    RetriesOutOfOrder,

    /// <summary>WordPress: a Note without the key `inReplyTo` is answered with 400.</summary>
    DemandsInReplyTo,

    /// <summary>Hollo, GoToSocial: a post addressed to people by name is shown to those alone whom it mentions.</summary>
    DemandsMention,

    /// <summary>Iceshrimp.NET: context addresses are fetched, and a document with one that cannot be had is not read.</summary>
    FetchesContexts,

    /// <summary>Misskey, Iceshrimp.NET, Hollo: a Create of a known Note is ignored, with the new picture addresses in it.</summary>
    IgnoresRepeatedCreate,
}
