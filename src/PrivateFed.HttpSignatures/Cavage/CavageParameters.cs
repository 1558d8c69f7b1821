using System.Diagnostics.CodeAnalysis;

namespace PrivateFed.HttpSignatures.Cavage;

/// <summary>The validated parameters of a <c>Signature</c> field (draft-cavage-http-signatures-12 section 2.1).</summary>
internal sealed record CavageParameters
{
    private const int MaxSignatureLength = RsaBounds.MostBits / 8;
    private const int MaxComponents = 32;

    internal required string KeyId { get; init; }

    internal required byte[] Signature { get; init; }

    /// <summary>The covered components in their order, in lower case, without duplicates.</summary>
    internal required IReadOnlyList<string> Components { get; init; }

    /// <summary>Seconds since 1970 as text, since the signing string repeats it; null when not given.</summary>
    internal required string? Created { get; init; }

    /// <summary>Seconds since 1970 as text, perhaps with a fraction; null when not given.</summary>
    internal required string? Expires { get; init; }

    internal static bool TryRead(
        string? field,
        [NotNullWhen(true)] out CavageParameters? parameters,
        [NotNullWhen(false)] out SignatureRefusal? refusal)
    {
        parameters = null;
        if (string.IsNullOrWhiteSpace(field))
        {
            refusal = new(SignatureFault.Missing, "The request is not signed.");
            return false;
        }

        if (!AuthParameters.TryParse(field, out var given))
        {
            refusal = Malformed("The Signature field cannot be read.");
            return false;
        }

        refusal = CheckKeyId(given.GetValueOrDefault("keyId")) ?? CheckAlgorithm(given.GetValueOrDefault("algorithm"));
        if (refusal is not null
            || !TryReadSignature(given.GetValueOrDefault("signature"), out var signature, out refusal)
            || !TryReadComponents(given, out var components, out refusal))
        {
            return false;
        }

        parameters = new()
        {
            KeyId = given["keyId"],
            Signature = signature,
            Components = components,
            Created = given.GetValueOrDefault("created"),
            Expires = given.GetValueOrDefault("expires"),
        };
        return true;
    }

    private static SignatureRefusal? CheckKeyId(string? keyId) =>
        keyId is not null && FieldText.IsKeyId(keyId) ? null : Malformed("The signature names no usable key.");

    // The name says little: hs2019 or no name leave the choice to the key, and GoToSocial writes hs2019 for RSASSA-PKCS1-v1_5. So the key
    // decides, and only names of something else, such as hmac or SHA-1, are refused.
    private static SignatureRefusal? CheckAlgorithm(string? algorithm) =>
        algorithm is null or "rsa-sha256" or "hs2019" or "ed25519"
            ? null
            : new(SignatureFault.UnsupportedAlgorithm, "The signature's algorithm is not one of rsa-sha256, hs2019 and ed25519.");

    private static bool TryReadSignature(
        string? text,
        [NotNullWhen(true)] out byte[]? signature,
        [NotNullWhen(false)] out SignatureRefusal? refusal)
    {
        signature = null;
        refusal = Malformed("The signature is not in Base64.");
        Span<byte> bytes = stackalloc byte[MaxSignatureLength];
        if (text is null or "" || !Convert.TryFromBase64String(text, bytes, out var length))
        {
            return false;
        }

        // Only the canonical spelling: Base64 has spare bits and allows white space, and no honest sender uses another spelling of the same
        // bytes.
        if (length == 0 || Convert.ToBase64String(bytes[..length]) != text)
        {
            return false;
        }

        (signature, refusal) = (bytes[..length].ToArray(), null);
        return true;
    }

    private static bool TryReadComponents(
        Dictionary<string, string> given,
        [NotNullWhen(true)] out IReadOnlyList<string>? components,
        [NotNullWhen(false)] out SignatureRefusal? refusal)
    {
        // Section 2.1.6: a missing list means "(created)"; an empty one is an error.
        components = given.GetValueOrDefault("headers", "(created)").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        refusal = components.Count is 0 or > MaxComponents || !components.All(IsComponentName)
            ? Malformed("The list of what the signature covers cannot be read.")
            : components.Distinct(StringComparer.Ordinal).Count() != components.Count
            ? Malformed("The signature covers something twice.")
            : CheckTimes(given, components);
        return refusal is null;
    }

    private static bool IsComponentName(string name) => name is "(request-target)" or "(created)" or "(expires)" || FieldText.IsToken(name);

    // Section 2.3 forbids (created) and (expires) with an algorithm named rsa..., and so does Mastodon. Mastodon allows them for hs2019
    // only; here ed25519 may have them too, as in the draft.
    private static SignatureRefusal? CheckTimes(Dictionary<string, string> given, IReadOnlyList<string> components)
    {
        foreach (var (component, parameter) in new[] { ("(created)", "created"), ("(expires)", "expires") })
        {
            if (components.Contains(component) && given.GetValueOrDefault("algorithm") == "rsa-sha256")
            {
                return Malformed($"A signature by rsa-sha256 cannot cover {component}.");
            }

            if (components.Contains(component) && !given.ContainsKey(parameter))
            {
                return new(SignatureFault.Absent, $"The signature covers {component} but does not say when.");
            }
        }

        return null;
    }

    private static SignatureRefusal Malformed(string sentence) => new(SignatureFault.Malformed, sentence);
}
