using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateFed.HttpSignatures;

/// <summary>
/// A proof in a document, made with its author's key (FEP-8b32; W3C Data Integrity with the suite <c>eddsa-jcs-2022</c>), so that the
/// document can be verified whoever forwards it. An instance has passed every check that needs no key.
/// </summary>
public sealed class IntegrityProof
{
    private const string Suite = "eddsa-jcs-2022";
    private const int MaxProofs = 4;
    private const int MaxValueLength = 100;
    private const int SignatureSize = 64;

    private readonly IReadOnlyList<byte[]> _signed;
    private readonly byte[] _value;

    private IntegrityProof(string verificationMethod, IReadOnlyList<byte[]> signed, byte[] value) =>
        (VerificationMethod, _signed, _value) = (verificationMethod, signed, value);

    /// <summary>
    /// The id of the key, as claimed by the proof. Callers must find the key's owner, and check that the owner lists this key as an
    /// assertion method and is the author named in the document.
    /// </summary>
    public string VerificationMethod { get; }

    /// <summary>Creates the <c>proof</c> property of a document.</summary>
    /// <param name="document">The whole document without a proof; its <c>@context</c> should include the one of data integrity.</param>
    /// <param name="verificationMethod">The id of the key, as its owner lists it.</param>
    /// <param name="key">An Ed25519 key.</param>
    /// <param name="now">The time of signing.</param>
    /// <exception cref="ArgumentException">The document has no canonical form or already has a proof, or the key is RSA.</exception>
    public static JsonObject Make(JsonElement document, string verificationMethod, SigningKey key, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key is not Ed25519SigningKey || document.ValueKind != JsonValueKind.Object || document.TryGetProperty("proof", out _))
        {
            throw new ArgumentException("A proof is made with an Ed25519 key, of an object without a proof.", nameof(document));
        }

        var proof = new JsonObject
        {
            ["type"] = "DataIntegrityProof",
            ["cryptosuite"] = Suite,
            ["verificationMethod"] = verificationMethod,
            ["proofPurpose"] = "assertionMethod",
            ["created"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        var context = Property(document, "@context");
        if (context is { } given)
        {
            proof.Insert(0, "@context", JsonNode.Parse(given.GetRawText()));
        }

        using var settings = JsonDocument.Parse(proof.ToJsonString());
        proof["proofValue"] = TryHash(document, settings.RootElement, context, out var hashes)
            ? "z" + Base58.Encode(key.Sign(hashes))
            : throw new ArgumentException("The document has no canonical form.", nameof(document));
        return proof;
    }

    /// <summary>Reads the supported proofs of a document. Never throws, whatever the document contains.</summary>
    /// <param name="document">The parsed document as it arrived.</param>
    /// <param name="now">The present time. A proof from the future and an expired one are ignored.</param>
    /// <returns>The proofs that have passed every check but the one of the key; may be empty.</returns>
    public static IReadOnlyList<IntegrityProof> ReadAll(JsonElement document, DateTimeOffset now)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("proof", out var proof))
        {
            return [];
        }

        var all = proof.ValueKind == JsonValueKind.Array ? [.. proof.EnumerateArray().Take(MaxProofs)] : new[] { proof };
        return [.. all.Select(one => TryRead(document, one, now, out var read) ? read : null).OfType<IntegrityProof>()];
    }

    /// <summary>Whether the private half of <paramref name="key"/>, an Ed25519 key, made this proof of the document.</summary>
    public bool IsMadeBy(VerificationKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key is Ed25519VerificationKey && _signed.Any(signed => key.Verify(signed, _value));
    }

    private static bool TryRead(JsonElement document, JsonElement proof, DateTimeOffset now, [NotNullWhen(true)] out IntegrityProof? read)
    {
        read = null;
        if (proof.ValueKind != JsonValueKind.Object
            || Text(proof, "type") != "DataIntegrityProof" || Text(proof, "cryptosuite") != Suite
            || Text(proof, "proofPurpose") != "assertionMethod"
            || Text(proof, "verificationMethod") is not { } method || !FieldText.IsKeyId(method)
            // A chain would have to be followed, and nobody in the fediverse creates one.
            || proof.TryGetProperty("previousProof", out _)
            || !IsCurrent(proof, now)
            || !TryReadValue(Text(proof, "proofValue"), out var value))
        {
            return false;
        }

        var signed = Candidates(document, proof);
        read = signed.Count > 0 ? new(method, signed, value) : null;
        return read is not null;
    }

    // Age is not a fault: a forwarded document may be old.
    private static bool IsCurrent(JsonElement proof, DateTimeOffset now) =>
        (!proof.TryGetProperty("created", out _) || (TimeOf(proof, "created") is { } created && created - now <= TimeSpan.FromHours(1)))
        && (!proof.TryGetProperty("expires", out _) || (TimeOf(proof, "expires") is { } expires && now <= expires));

    private static bool TryReadValue(string? text, [NotNullWhen(true)] out byte[]? value)
    {
        value = null;
        return text is ['z', ..] && text.Length <= MaxValueLength
            && Base58.TryDecode(text.AsSpan(1), out value) && value.Length == SignatureSize;
    }

    // The suite copies the document's @context into the proof before signing. Servers that rewrite their JSON when sending, such as fedify,
    // omit it from the proof again; then either the document's context or none was signed. The document itself is always hashed with its
    // own context, although the suite allows it more contexts than the proof: whoever forwards it could add one that changes the meaning of
    // its terms.
    private static IReadOnlyList<byte[]> Candidates(JsonElement document, JsonElement proof)
    {
        var ofDocument = Property(document, "@context");
        return Property(proof, "@context") is { } own ? Hashes(own)
            : ofDocument is null ? Hashes(null)
            : [.. Hashes(ofDocument), .. Hashes(null)];

        IReadOnlyList<byte[]> Hashes(JsonElement? context) => TryHash(document, proof, context, out var hashes) ? [hashes] : [];
    }

    // vc-di-eddsa section 3.3.4: the hash of the proof's options, then the hash of the document.
    private static bool TryHash(JsonElement document, JsonElement proof, JsonElement? context, [NotNullWhen(true)] out byte[]? hashes)
    {
        hashes = CanonicalJson.TryWrite(proof, "proofValue", context, out var settings)
            && CanonicalJson.TryWrite(document, "proof", Property(document, "@context"), out var rest)
            ? [.. SHA256.HashData(settings), .. SHA256.HashData(rest)]
            : null;
        return hashes is not null;
    }

    private static JsonElement? Property(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement json, string property)
    {
        try
        {
            return json.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    private static DateTimeOffset? TimeOf(JsonElement json, string property) =>
        DateTimeOffset.TryParse(Text(json, property), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment
            : null;
}
