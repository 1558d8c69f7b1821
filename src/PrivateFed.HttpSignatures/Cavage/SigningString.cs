using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PrivateFed.HttpSignatures.Cavage;

/// <summary>The text that is signed: one line per component (draft-cavage-http-signatures-12 section 2.3).</summary>
internal static class SigningString
{
    /// <summary>
    /// Composes the text. Refuses a covered field that is missing or contains a line break, with which one field could pass for two.
    /// </summary>
    /// <param name="request">The request to sign or verify.</param>
    /// <param name="target">The request-target to use: <see cref="SignableRequest.Target"/>, or the same without its query.</param>
    /// <param name="components">The components to cover, in order, in lower case.</param>
    /// <param name="created">Value of the parameter, if <c>(created)</c> is covered.</param>
    /// <param name="expires">Value of the parameter, if <c>(expires)</c> is covered.</param>
    /// <param name="bytes">The text in UTF-8.</param>
    /// <param name="refusal">Why there is no text.</param>
    internal static bool TryCompose(
        SignableRequest request,
        string target,
        IReadOnlyList<string> components,
        string? created,
        string? expires,
        [NotNullWhen(true)] out byte[]? bytes,
        [NotNullWhen(false)] out SignatureRefusal? refusal)
    {
        bytes = null;
        var text = new StringBuilder();
        foreach (var component in components)
        {
            var value = component switch
            {
                "(request-target)" => $"{request.Method.ToLowerInvariant()} {target}",
                "(created)" => created,
                "(expires)" => expires,
                _ => request.Header(component)?.Trim(' ', '\t'),
            };
            if (value is null)
            {
                refusal = new(SignatureFault.Absent, "The signature covers a field that the request does not have.");
                return false;
            }

            if (value.AsSpan().IndexOfAny('\r', '\n') >= 0)
            {
                refusal = new(SignatureFault.Malformed, "A field that the signature covers holds a line break.");
                return false;
            }

            text.Append(text.Length == 0 ? "" : "\n").Append(component).Append(": ").Append(value);
        }

        (bytes, refusal) = (Encoding.UTF8.GetBytes(text.ToString()), null);
        return true;
    }
}
