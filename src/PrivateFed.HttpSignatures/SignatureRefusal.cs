namespace PrivateFed.HttpSignatures;

/// <summary>Why a request's signature is refused: a kind for programs and a sentence for people.</summary>
/// <param name="Fault">The kind of fault.</param>
/// <param name="Sentence">One English sentence that names the rule. Contains nothing from the request that could be abused in a log or a
/// page.</param>
public sealed record SignatureRefusal(SignatureFault Fault, string Sentence);

/// <summary>Kinds of fault.</summary>
public enum SignatureFault
{
    /// <summary>The request carries no signature.</summary>
    Missing,

    /// <summary>The signature, or something it depends on, cannot be parsed.</summary>
    Malformed,

    /// <summary>The signature does not cover something that it must cover.</summary>
    Uncovered,

    /// <summary>The signature covers a field that the request does not have.</summary>
    Absent,

    /// <summary>The request was signed for another host.</summary>
    WrongHost,

    /// <summary>The body's digest is missing, unusable, or does not match the body.</summary>
    Digest,

    /// <summary>The request is outside its time window: too old, or from the future.</summary>
    Expired,

    /// <summary>The signature names an unsupported algorithm.</summary>
    UnsupportedAlgorithm,

    /// <summary>The key did not make the signature. Found only by callers of <see cref="RequestSignature.IsMadeBy"/>.</summary>
    WrongKey,
}
