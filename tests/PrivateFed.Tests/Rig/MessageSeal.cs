using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PrivateFed.Tests.Rig;

/// <summary>Signs a letter by hand as RFC 9421 says, with RSA from .NET alone, rightly unless a test changes something.</summary>
public sealed class MessageSeal(Letter letter)
{
    public string Components { get; set; } = letter.Method == HttpMethod.Post ? "\"@method\" \"@target-uri\" \"content-digest\""
        : "\"@method\" \"@target-uri\"";

    public string TargetUri { get; set; } = House.Url(letter.Target);

    public string Digest { get; set; } = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(letter.Body))}:";

    public long Created { get; set; } = DateTimeOffset.ParseExact(letter.Date!, "r", CultureInfo.InvariantCulture).ToUnixTimeSeconds();

    /// <summary>What follows created and keyid.</summary>
    public string MoreParameters { get; set; } = "";

    public string? Parameters { get; set; }

    public string Label { get; set; } = "sig1";

    /// <summary>Of the value; as the other unless a test wants otherwise.</summary>
    public string? LabelOfValue { get; set; }

    /// <summary>Stands before ours, as a proxy's signature may.</summary>
    public (string Input, string Value)? Another { get; set; }

    public HttpRequestMessage Seal()
    {
        var request = letter.Seal();
        request.Headers.Remove("Signature");
        request.Headers.Remove("Digest");
        request.Headers.TryAddWithoutValidation("Content-Digest", Digest);
        var parameters = Parameters ?? $";created={Created};keyid=\"{letter.KeyId}\"{MoreParameters}";
        var input = $"({Components}){parameters}";
        var lines = Components.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => $"{name}: {ValueOf(name)}\n");
        var text = $"{string.Concat(lines)}\"@signature-params\": {input}";
        var value =
            Convert.ToBase64String(letter.Key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Add(request, "Signature-Input", Another?.Input, $"{Label}={input}");
        Add(request, "Signature", Another?.Value, $"{LabelOfValue ?? Label}=:{value}:");
        return request;
    }

    private static void Add(HttpRequestMessage request, string name, string? another, string ours) =>
        request.Headers.TryAddWithoutValidation(name, another is null ? ours : $"{another}, {ours}");

    private string? ValueOf(string component) => component switch
    {
        "\"@method\"" => letter.Method.Method,
        "\"@target-uri\"" => TargetUri,
        "\"content-digest\"" => Digest,
        "\"date\"" => letter.Date,
        _ => "",
    };
}
