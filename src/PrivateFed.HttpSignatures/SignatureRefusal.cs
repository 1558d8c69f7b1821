namespace PrivateFed.HttpSignatures;

/// <summary>Why a request's signature is not believed: a kind for programs and a sentence for people.</summary>
/// <param name="Fault">The kind of fault.</param>
/// <param name="Sentence">One English sentence that names the rule and holds nothing of the request that could be abused in a log or a
/// page.</param>
public sealed record SignatureRefusal(SignatureFault Fault, string Sentence);

/// <summary>The kinds of fault.</summary>
public enum SignatureFault
{
    /// <summary>The request carries no signature.</summary>
    Missing,

    /// <summary>The signature, or something it depends on, cannot be read.</summary>
    Malformed,

    /// <summary>The signature leaves out something that it must cover.</summary>
    Uncovered,

    /// <summary>The signature covers a field that the request does not have.</summary>
    Absent,

    /// <summary>The request was signed for another host.</summary>
    WrongHost,

    /// <summary>The body's digest is missing, cannot be used, or is that of another body.</summary>
    Digest,

    /// <summary>The request is outside its window of time: too old, or from the future.</summary>
    Expired,

    /// <summary>The signature names an algorithm that is not understood here.</summary>
    UnsupportedAlgorithm,

    /// <summary>The key did not make the signature. Only who calls <see cref="RequestSignature.IsMadeBy"/> can find this.</summary>
    WrongKey,
}
