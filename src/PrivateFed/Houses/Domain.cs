using System.Globalization;
using System.Net;
using System.Text;

namespace PrivateFed.Houses;

/// <summary>The house's domain on the internet: the part after the second @ of a handle, and in every id.</summary>
public static class Domain
{
    private static readonly IdnMapping Punycode = new() { UseStd3AsciiRules = true };

    /// <summary>Parses a host into lower-case ASCII, with a port if it is not 443.</summary>
    public static Result<string> Parse(string text)
    {
        var trimmed = text.Trim().TrimEnd('.').ToLowerInvariant();
        if (trimmed.Contains("//", StringComparison.Ordinal) || trimmed.Contains('/', StringComparison.Ordinal)
            || trimmed.Contains('@', StringComparison.Ordinal))
        {
            return new Refusal("Please enter only the domain, for example family.example, without https:// and without a path.");
        }
        var colon = trimmed.LastIndexOf(':');
        var host = colon < 0 ? trimmed : trimmed[..colon];
        var port = 443;
        if (colon >= 0 && !(int.TryParse(trimmed[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port is > 0 and < 65536))
        {
            return new Refusal("What comes after the colon isn't a port.");
        }
        return ToAscii(host) is { } ascii
            ? port == 443 ? ascii : $"{ascii}:{port}"
            : new Refusal("That isn't a domain name such as family.example.");
    }

    private static string? ToAscii(string host)
    {
        return IPAddress.TryParse(host, out _) || (host != "localhost" && !host.Contains('.', StringComparison.Ordinal)) ? null
            : AsciiHost(host);
    }

    /// <summary>
    /// The name of a host as the DNS has it, in lower-case ASCII: "xn--mller-kva.example" for "Müller.example"; null
    /// if it is not a host name.
    /// </summary>
    public static string? AsciiHost(string host)
    {
        try
        {
            var ascii = Punycode.GetAscii(host.Normalize(NormalizationForm.FormC).ToLowerInvariant());
            return ascii.Length <= 253 && Uri.CheckHostName(ascii) == UriHostNameType.Dns ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
