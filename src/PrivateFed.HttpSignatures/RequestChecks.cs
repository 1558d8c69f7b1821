namespace PrivateFed.HttpSignatures;

/// <summary>Checks that both forms of signature make before the signed text.</summary>
internal static class RequestChecks
{
    // draft-cavage signs the method in lower case. If both `post` and `POST` were accepted, two requests would share one signature.
    internal static SignatureRefusal? CheckRequestLine(SignableRequest request) =>
        request.Method.Length > 0 && request.Method.All(char.IsAsciiLetterUpper)
        && request.Target.StartsWith('/') && FieldText.IsVisibleAscii(request.Target)
            ? null
            : new(SignatureFault.Malformed, "The request line cannot be signed.");

    internal static SignatureRefusal? CheckHost(SignableRequest request) =>
        string.Equals(request.Header("Host")?.Trim(' ', '\t'), request.Authority, StringComparison.OrdinalIgnoreCase)
            ? null
            : new(SignatureFault.WrongHost, "The request was signed for another host.");
}
