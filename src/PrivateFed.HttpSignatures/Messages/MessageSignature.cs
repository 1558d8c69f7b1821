using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace PrivateFed.HttpSignatures.Messages;

/// <summary>An RFC 9421 signature in the fields <c>Signature-Input</c> and <c>Signature</c>.</summary>
internal sealed class MessageSignature : RequestSignature
{
    // Room for a few signatures by RSA keys of 8,192 bits.
    private const int MaxFieldLength = 8192;

    private readonly string? _algorithm;
    private readonly byte[] _base;
    private readonly byte[] _signature;

    // Replays are recognised by the signed text: an ECDSA signature has two valid spellings, and an RSA-PSS one as many as its signer
    // likes.
    private MessageSignature(SignatureInput input, byte[] text, byte[] signature)
        : base(input.KeyId, SHA256.HashData(text)) =>
        (_algorithm, _base, _signature) = (input.Algorithm, text, signature);

    /// <summary>
    /// Reads the first signature that follows the rules. Other signatures may exist for other readers. If none follows the rules, the first
    /// one's fault is returned.
    /// </summary>
    internal static new bool TryRead(
        SignableRequest request,
        DateTimeOffset now,
        [NotNullWhen(true)] out RequestSignature? signature,
        [NotNullWhen(false)] out SignatureRefusal? refusal)
    {
        signature = null;
        refusal = RequestChecks.CheckRequestLine(request) ?? RequestChecks.CheckHost(request);
        if (refusal is not null || !TryReadFields(request, out var inputs, out var values, out refusal))
        {
            return false;
        }

        SignatureRefusal? first = null;
        foreach (var (label, input) in inputs)
        {
            if (TryRead(request, input, values.GetValueOrDefault(label), now, out signature, out refusal))
            {
                return true;
            }

            first ??= refusal;
        }

        refusal = first ?? new(SignatureFault.Missing, "The request is not signed.");
        return false;
    }

    public override bool IsMadeBy(VerificationKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Verify(_algorithm, _base, _signature);
    }

    private static bool TryReadFields(
        SignableRequest request,
        [NotNullWhen(true)] out IReadOnlyList<KeyValuePair<string, InnerList>>? inputs,
        [NotNullWhen(true)] out IReadOnlyDictionary<string, byte[]>? values,
        [NotNullWhen(false)] out SignatureRefusal? refusal)
    {
        (inputs, values) = (null, null);
        var (input, signature) = (request.Header("Signature-Input"), request.Header("Signature"));
        refusal = string.IsNullOrWhiteSpace(input) || string.IsNullOrWhiteSpace(signature)
            ? new(SignatureFault.Missing, "The request is not signed.")
            : input.Length > MaxFieldLength || signature.Length > MaxFieldLength
              || !StructuredText.TryReadInnerLists(input, out inputs) || !StructuredText.TryReadByteSequences(signature, out values)
            ? new(SignatureFault.Malformed, "The fields Signature-Input and Signature cannot be read.")
            : null;
        return refusal is null && inputs is not null && values is not null;
    }

    private static bool TryRead(
        SignableRequest request,
        InnerList input,
        byte[]? value,
        DateTimeOffset now,
        [NotNullWhen(true)] out RequestSignature? signature,
        [NotNullWhen(false)] out SignatureRefusal? refusal)
    {
        signature = null;
        if (value is null or [])
        {
            refusal = new(SignatureFault.Missing, "The field Signature has no value for what Signature-Input describes.");
            return false;
        }

        if (!SignatureInput.TryRead(request, input, now, out var read, out refusal)
            || !SignatureBase.TryCompose(request, input, out var text, out refusal))
        {
            return false;
        }

        refusal = input.Items.Any(item => item.Value == "content-digest")
            ? ContentDigest.Check(request.Header("Content-Digest"), request.Body.Span)
            : null;
        signature = refusal is null ? new MessageSignature(read, text, value) : null;
        return signature is not null;
    }
}
