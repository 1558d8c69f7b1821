namespace PrivateFed.HttpSignatures.Cavage;

/// <summary>What a signature must cover: Mastodon's rules, with (request-target) and host required for every request.</summary>
internal static class Coverage
{
    internal static SignatureRefusal? Check(SignableRequest request, IReadOnlyList<string> components)
    {
        if (!components.Contains("(request-target)"))
        {
            return Uncovered("(request-target)");
        }

        if (!components.Contains("host"))
        {
            return Uncovered("host");
        }

        // Without a time, a signature would be valid for ever.
        if (!components.Contains("date") && !components.Contains("(created)"))
        {
            return Uncovered("date or (created)");
        }

        // Without a digest, the body could be replaced, whatever the method.
        var needsDigest = request.Method == "POST" || !request.Body.IsEmpty;
        return needsDigest && !components.Contains("digest") ? Uncovered("digest") : null;
    }

    private static SignatureRefusal Uncovered(string what) => new(SignatureFault.Uncovered, $"The signature does not cover {what}.");
}
