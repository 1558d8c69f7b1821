using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace PrivateFed.Tests.Rig;

/// <summary>
/// A request to the house, signed by hand as servers of other makers do (draft-cavage-12, RSA from .NET alone), so that it can be signed
/// wrongly too.
/// </summary>
public sealed class Letter
{
    public HttpMethod Method { get; set; } = HttpMethod.Post;

    public required string Target { get; set; }

    /// <summary>What is said to have been signed as target; null for the true one.</summary>
    public string? SignedTarget { get; set; }

    public byte[] Body { get; set; } = [];

    public string Host { get; set; } = House.Domain;

    public string? Date { get; set; }

    public string? Digest { get; set; }

    public string? ContentType { get; set; }

    public string? Accept { get; set; }

    public required string KeyId { get; set; }

    public required RSA Key { get; set; }

    public string SignedFields { get; set; } = "(request-target) host date digest content-type";

    public static string Sha256(byte[] body) => "SHA-256=" + Convert.ToBase64String(SHA256.HashData(body));

    public static string HttpDate(DateTimeOffset at) => at.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);

    public HttpRequestMessage Seal()
    {
        var request = new HttpRequestMessage(Method, new Uri($"http://{House.Domain}{Target}"));
        request.Headers.Host = Host;
        Add(request.Headers, "Date", Date);
        Add(request.Headers, "Digest", Digest);
        Add(request.Headers, "Accept", Accept);
        if (Method == HttpMethod.Post)
        {
            request.Content = new ByteArrayContent(Body);
            Add(request.Content.Headers, "Content-Type", ContentType);
        }
        var text = string.Join('\n', SignedFields.Split(' ').Select(field => $"{field}: {ValueOf(field)}"));
        var signature =
            Convert.ToBase64String(Key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Add(request.Headers, "Signature",
            $"keyId=\"{KeyId}\",algorithm=\"rsa-sha256\",headers=\"{SignedFields}\",signature=\"{signature}\"");
        return request;
    }

    private static void Add(HttpHeaders headers, string name, string? value)
    {
        if (value is not null)
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }

    private string? ValueOf(string field) => field switch
    {
        "(request-target)" => $"{Method.Method.ToLowerInvariant()} {SignedTarget ?? Target}",
        "host" => Host,
        "date" => Date,
        "digest" => Digest,
        "content-type" => ContentType,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "A letter does not have it."),
    };
}
