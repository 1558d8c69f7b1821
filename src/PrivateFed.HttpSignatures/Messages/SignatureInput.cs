using System.Diagnostics.CodeAnalysis;

namespace PrivateFed.HttpSignatures.Messages;

/// <summary>A validated member of <c>Signature-Input</c>.</summary>
internal sealed record SignatureInput
{
    private static readonly string[] Algorithms = ["rsa-v1_5-sha256", "rsa-pss-sha512", "ed25519", "ecdsa-p256-sha256"];

    internal required string KeyId { get; init; }

    /// <summary>An algorithm of RFC 9421 section 6.2; null when the key decides.</summary>
    internal required string? Algorithm { get; init; }

    internal static bool TryRead(
        SignableRequest request,
        InnerList input,
        DateTimeOffset now,
        [NotNullWhen(true)] out SignatureInput? read,
        [NotNullWhen(false)] out SignatureRefusal? refusal)
    {
        read = null;
        var covered = input.Items.Select(item => item.Value).ToList();
        refusal = covered.Distinct(StringComparer.Ordinal).Count() != covered.Count
            ? Malformed("The signature covers something twice.")
            : CheckCoverage(request, covered) ?? CheckTimes(input, now);
        if (refusal is not null)
        {
            return false;
        }

        if (input.Parameters.GetValueOrDefault("keyid") is not string keyId || !FieldText.IsKeyId(keyId))
        {
            refusal = Malformed("The signature names no usable key.");
            return false;
        }

        var algorithm = input.Parameters.GetValueOrDefault("alg");
        if (algorithm is not null && !(algorithm is string name && Algorithms.Contains(name)))
        {
            refusal = new(SignatureFault.UnsupportedAlgorithm, $"The signature's algorithm is not one of {string.Join(", ", Algorithms)}.");
            return false;
        }

        read = new() { KeyId = keyId, Algorithm = algorithm as string };
        return true;
    }

    // Mastodon's rules. In place of @target-uri, its parts are accepted too, since the sender cannot choose the scheme.
    private static SignatureRefusal? CheckCoverage(SignableRequest request, List<string> covered)
    {
        var hasQuery = request.Target.Contains('?', StringComparison.Ordinal);
        var coversTarget = covered.Contains("@request-target") || (covered.Contains("@path") && (!hasQuery || covered.Contains("@query")));
        return !covered.Contains("@method") ? Uncovered("@method")
            : !covered.Contains("@target-uri") && !(covered.Contains("@authority") && coversTarget) ? Uncovered("@target-uri")
            : !covered.Contains("content-digest") && (request.Method == "POST" || !request.Body.IsEmpty) ? Uncovered("content-digest")
            : null;
    }

    private static SignatureRefusal? CheckTimes(InnerList input, DateTimeOffset now)
    {
        if (input.Parameters.GetValueOrDefault("created") is not long created)
        {
            return new(SignatureFault.Uncovered, "The signature does not say when it was created.");
        }

        var expires = input.Parameters.GetValueOrDefault("expires");
        return expires is not (null or long)
            ? Malformed("The signature's parameter expires is not a number of seconds.")
            : TimeWindow.CheckSent(created, now) ?? (expires is long end ? TimeWindow.CheckExpires(end, now) : null);
    }

    private static SignatureRefusal Uncovered(string what) => new(SignatureFault.Uncovered, $"The signature does not cover {what}.");

    private static SignatureRefusal Malformed(string sentence) => new(SignatureFault.Malformed, sentence);
}
