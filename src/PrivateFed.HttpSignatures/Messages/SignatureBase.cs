using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PrivateFed.HttpSignatures.Messages;

/// <summary>The text that is signed: a line per component, and one for the parameters (RFC 9421 section 2.5).</summary>
internal static class SignatureBase
{
    /// <summary>
    /// Composes the text. Refuses an unsupported component, and a covered field that is missing or contains a line break, with which one
    /// field could pass for two.
    /// </summary>
    internal static bool TryCompose(
        SignableRequest request,
        InnerList input,
        [NotNullWhen(true)] out byte[]? bytes,
        [NotNullWhen(false)] out SignatureRefusal? refusal)
    {
        bytes = null;
        var text = new StringBuilder();
        foreach (var component in input.Items)
        {
            refusal = Find(request, component, out var value);
            if (refusal is not null)
            {
                return false;
            }

            text.Append(component.Canonical).Append(": ").Append(value).Append('\n');
        }

        text.Append("\"@signature-params\": ").Append(input.Canonical);
        (bytes, refusal) = (Encoding.UTF8.GetBytes(text.ToString()), null);
        return true;
    }

    // Parameters are about responses (req), trailers (tr) or parts of a field (key, sf, bs), which no fediverse server signs.
    private static SignatureRefusal? Find(SignableRequest request, ListItem component, out string? value)
    {
        value = null;
        if (component.HasParameters)
        {
            return new(SignatureFault.Malformed, "The signature covers a component with parameters, which is not understood here.");
        }

        var isDerived = component.Value.StartsWith('@');
        if (isDerived ? !IsKnown(component.Value) : !IsFieldName(component.Value))
        {
            return new(SignatureFault.Malformed, "The signature covers a component that is not known here.");
        }

        value = isDerived ? Derive(request, component.Value) : request.Header(component.Value)?.Trim(' ', '\t');
        return value is null ? new(SignatureFault.Absent, "The signature covers a field that the request does not have.")
            : value.AsSpan().IndexOfAny('\r', '\n') >= 0
            ? new(SignatureFault.Malformed, "A field that the signature covers holds a line break.")
            : null;
    }

    private static bool IsFieldName(string name) => FieldText.IsToken(name) && !name.Any(char.IsAsciiLetterUpper);

    private static bool IsKnown(string name) =>
        name is "@method" or "@target-uri" or "@authority" or "@scheme" or "@request-target" or "@path" or "@query";

    // Section 2.2.
    private static string Derive(SignableRequest request, string name)
    {
        var (target, authority) = (request.Target, request.Authority.ToLowerInvariant());
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return name switch
        {
            "@method" => request.Method,
            "@target-uri" => $"{request.Scheme}://{authority}{target}",
            "@authority" => authority,
            "@scheme" => request.Scheme,
            "@request-target" => target,
            "@path" => query < 0 ? target : target[..query],
            _ => query < 0 ? "?" : target[query..],
        };
    }
}
