namespace PrivateFed.HttpSignatures.Cavage;

/// <summary>
/// What a signature must cover to be worth anything: Mastodon's rules, with (request-target) and host demanded of every request.
/// </summary>
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

        // Without a time in it a signature would be good for ever.
        if (!components.Contains("date") && !components.Contains("(created)"))
        {
            return Uncovered("date or (created)");
        }

        // A body that no digest ties to the signature could be anybody's, whatever the method.
        var needsDigest = request.Method == "POST" || !request.Body.IsEmpty;
        return needsDigest && !components.Contains("digest") ? Uncovered("digest") : null;
    }

    private static SignatureRefusal Uncovered(string what) => new(SignatureFault.Uncovered, $"The signature does not cover {what}.");
}
