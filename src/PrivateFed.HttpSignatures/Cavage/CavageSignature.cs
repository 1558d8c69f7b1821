using System.Diagnostics.CodeAnalysis;

namespace PrivateFed.HttpSignatures.Cavage;

/// <summary>A draft-cavage-http-signatures-12 signature in the field <c>Signature</c>.</summary>
/// <remarks>
/// The draft also allows <c>Authorization: Signature ...</c>. No known ActivityPub server sends it, and a second place is a second source
/// of errors, so it is not read.
/// </remarks>
internal sealed class CavageSignature : RequestSignature
{
    private readonly byte[] _signingString;
    private readonly byte[]? _signingStringWithoutQuery;

    private CavageSignature(CavageParameters parameters, byte[] signingString, byte[]? signingStringWithoutQuery)
        : base(parameters.KeyId, parameters.Signature) =>
        (_signingString, _signingStringWithoutQuery) = (signingString, signingStringWithoutQuery);

    internal static new bool TryRead(
        SignableRequest request,
        DateTimeOffset now,
        [NotNullWhen(true)] out RequestSignature? signature,
        [NotNullWhen(false)] out SignatureRefusal? refusal)
    {
        signature = null;
        if (!CavageParameters.TryRead(request.Header("Signature"), out var parameters, out refusal))
        {
            return false;
        }

        refusal = RequestChecks.CheckRequestLine(request)
            ?? Coverage.Check(request, parameters.Components)
            ?? RequestChecks.CheckHost(request)
            ?? Freshness.Check(request, parameters, now)
            ?? CheckDigest(request, parameters);
        if (refusal is not null || !TryCompose(request.Target, out var signingString, out refusal))
        {
            return false;
        }

        byte[]? withoutQuery = null;
        if (TargetWithoutQuery(request) is { } path && !TryCompose(path, out withoutQuery, out refusal))
        {
            return false;
        }

        signature = new CavageSignature(parameters, signingString, withoutQuery);
        return true;

        bool TryCompose(string target, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out SignatureRefusal? why) =>
            SigningString.TryCompose(request, target, parameters.Components, parameters.Created, parameters.Expires, out bytes, out why);
    }

    public override bool IsMadeBy(VerificationKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        // An ECDSA signature has two valid spellings, and replays are recognised by the signature. No known server uses ECDSA in this form.
        return key is not EcdsaVerificationKey
            && (key.Verify(_signingString, Value)
                || (_signingStringWithoutQuery is not null && key.Verify(_signingStringWithoutQuery, Value)));
    }

    private static SignatureRefusal? CheckDigest(SignableRequest request, CavageParameters parameters) =>
        parameters.Components.Contains("digest") ? BodyDigest.Check(request.Header("Digest"), request.Body.Span) : null;

    // Older Mastodon versions do not sign the query. That matters only for reading the pages of a collection. An inbox has no query, and a
    // POST to which somebody added one is refused.
    private static string? TargetWithoutQuery(SignableRequest request) =>
        request.Method is "GET" or "HEAD" && request.Target.IndexOf('?', StringComparison.Ordinal) is > 0 and var query
            ? request.Target[..query]
            : null;
}
