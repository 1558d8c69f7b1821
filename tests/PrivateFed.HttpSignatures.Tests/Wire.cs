using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PrivateFed.HttpSignatures.Tests;

/// <summary>A request as bytes on a wire would give it. Signs by hand, with RSA from .NET alone, as servers of other makers do.</summary>
internal sealed class Wire
{
    internal static readonly DateTimeOffset Now = new(2026, 5, 3, 18, 30, 12, TimeSpan.Zero);

    internal string Method { get; set; } = "POST";

    internal string Target { get; set; } = "/users/mara/inbox";

    internal string Authority { get; set; } = "home.example";

    internal Dictionary<string, string> Fields { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Host"] = "home.example",
        ["Date"] = HttpDate(Now),
        ["User-Agent"] = "other/1.0",
        ["Accept"] = "application/activity+json",
    };

    internal byte[] Body { get; set; } = [];

    internal static string HttpDate(DateTimeOffset date) => date.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);

    internal static string Sha256(byte[] body) => "SHA-256=" + Convert.ToBase64String(SHA256.HashData(body));

    internal static Wire Get(string target) => new() { Method = "GET", Target = target };

    internal static Wire Post(string body, string contentType = "application/activity+json")
    {
        var wire = new Wire { Body = Encoding.UTF8.GetBytes(body) };
        wire.Fields["Content-Type"] = contentType;
        wire.Fields["Content-Length"] = wire.Body.Length.ToString(CultureInfo.InvariantCulture);
        wire.Fields["Digest"] = Sha256(wire.Body);
        return wire;
    }

    /// <summary>What HttpClient would send for this message.</summary>
    internal static Wire Of(HttpRequestMessage message, byte[] body)
    {
        var wire = new Wire { Method = message.Method.Method, Target = message.RequestUri!.PathAndQuery, Body = body };
        wire.Fields.Clear();
        foreach (var (name, values) in message.Headers.NonValidated.Concat(message.Content?.Headers.NonValidated.ToArray() ?? []))
        {
            wire.Fields[name] = values.ToString();
        }

        wire.Authority = wire.Fields["Host"];
        return wire;
    }

    internal Wire With(string field, string? value)
    {
        Fields.Remove(field);
        if (value is not null)
        {
            Fields[field] = value;
        }

        return this;
    }

    /// <summary>Writes something else into the Signature field.</summary>
    internal Wire ChangeSignature(string old, string changed) =>
        With("Signature", Fields["Signature"].Replace(old, changed, StringComparison.Ordinal));

    /// <summary>Signs what is there now, as Joe; a later change is an attack.</summary>
    internal Wire Sign(
        string headers,
        string algorithm = "rsa-sha256",
        string more = "",
        string? target = null,
        string keyId = Family.JoesKeyId)
    {
        var lines = headers.Split(' ').Select(name => name switch
        {
            "(request-target)" => $"(request-target): {Method.ToLowerInvariant()} {target ?? Target}",
            "(created)" or "(expires)" => $"{name}: {Parameter(more, name.Trim('(', ')'))}",
            _ => $"{name}: {Fields.GetValueOrDefault(name)}",
        });
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        var value = Family.JoesRsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var name = algorithm.Length == 0 ? "" : $"algorithm=\"{algorithm}\",";
        return With("Signature", $"keyId=\"{keyId}\",{name}{more}headers=\"{headers}\",signature=\"{Convert.ToBase64String(value)}\"");
    }

    /// <summary>Signs what is there now as RFC 9421 says, as Joe, by hand: the components' values are the caller's.</summary>
    /// <param name="components">Each with its value, in order.</param>
    /// <param name="parameters">What follows the list; null for created and keyid.</param>
    /// <param name="label">The name of the signature; what other signatures are there stay.</param>
    /// <param name="sign">Makes the signature; RSASSA-PKCS1-v1_5 when not given.</param>
    internal Wire SignMessage(
        IEnumerable<(string Name, string? Value)> components, string? parameters = null, string label = "sig1",
        Func<byte[], byte[]>? sign = null)
    {
        var all = components.ToList();
        parameters ??= $";created={Now.ToUnixTimeSeconds()};keyid=\"{Family.JoesKeyId}\"";
        var input = $"({string.Join(' ', all.Select(component => component.Name))}){parameters}";
        var text = string.Concat(all.Select(component => $"{component.Name}: {component.Value}\n")) + $"\"@signature-params\": {input}";
        sign ??= data => Family.JoesRsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Append("Signature-Input", $"{label}={input}");
        Append("Signature", $"{label}=:{Convert.ToBase64String(sign(Encoding.UTF8.GetBytes(text)))}:");
        return this;
    }

    private void Append(string field, string value) =>
        Fields[field] = Fields.TryGetValue(field, out var there) ? $"{there}, {value}" : value;

    internal SignableRequest ToSignable() => new()
    {
        Method = Method,
        Target = Target,
        Scheme = "https",
        Authority = Authority,
        Header = name => Fields.GetValueOrDefault(name),
        Body = Body,
    };

    /// <summary>What a server would find; null when it believes the request.</summary>
    internal SignatureFault? Judge(VerificationKey? key = null, DateTimeOffset? now = null) =>
        !RequestSignature.TryRead(ToSignable(), now ?? Now, out var signature, out var refusal) ? refusal.Fault
        : signature.IsMadeBy(key ?? Family.JoesKey) ? null
        : SignatureFault.WrongKey;

    private static string Parameter(string more, string name) =>
        more.Split(',').Select(item => item.Split('=')).Single(item => item[0] == name)[1].Trim('"');
}
