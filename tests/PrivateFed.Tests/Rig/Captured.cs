using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateFed.Tests.Rig;

/// <summary>
/// Somebody on a real server, by what was captured of it. The texts are as they were sent but for hosts, keys and the post that is spoken
/// of; the vectors are read at run time.
/// </summary>
internal sealed partial class Captured
{
    private static readonly JsonSerializerOptions AsItIs = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Payloads => Surroundings.Payloads;

    private readonly string _software;
    private readonly string _host;

    private Captured(Neighbour server, string software, string actorUri)
    {
        (_software, _host) = (software, new Uri(actorUri).Host);
        var path = new Uri(actorUri).AbsolutePath;
        Person = new RemotePerson(server, path.Trim('/').Split('/')[^1].TrimStart('@'), path, Keys.Of(software), "Person");
    }

    public static bool AreThere => Directory.Exists(Payloads);

    public static string Missing => $"The test vectors are missing: {Payloads}. Name their folder in PRIVATEFED_VECTORS.";

    public RemotePerson Person { get; }

    /// <param name="server">Shows what was captured.</param>
    /// <param name="software">The folder.</param>
    /// <param name="actorFile">The actor's document.</param>
    public static async Task<Captured> OpenAsync(Neighbour server, string software, string actorFile)
    {
        var document = await File.ReadAllTextAsync(PathOf(software, "objects", actorFile), House.Cancellation);
        var captured = new Captured(server, software, (string)JsonNode.Parse(document)!["id"]!);
        var shown = captured.Here(document);
        captured.Person.KeyId = (string)JsonNode.Parse(shown)!["publicKey"]!["id"]!;
        if (software == "gotosocial")
        {
            // The actor is for those who sign; the key's document, which has no inbox, for everybody.
            var actor = JsonNode.Parse(shown)!.AsObject();
            actor["inbox"] = captured.Person.Inbox;
            server.Pages[captured.Person.Path] = context => context.Request.Headers.ContainsKey("Signature")
                ? Neighbour.WriteAsync(context, actor)
                : Neighbour.With(401)(null!, context);
            server.Pages[captured.Person.Path + "/main-key"] = Shows(shown);
        }
        else
        {
            server.Pages[captured.Person.Path] = Shows(shown);
        }
        return captured;
    }

    /// <summary>The activity as it was sent, about a post of the house, signed over what that server signs.</summary>
    public async Task<Letter> LetterAsync(string file, Guid? post = null)
    {
        var text = Here(await File.ReadAllTextAsync(PathOf(_software, "activities", $"{file}.json"), House.Cancellation));
        var letter = Person.Letter(Encoding.UTF8.GetBytes(post is null ? text : Post().Replace(text, House.Url($"/posts/{post}"))));
        letter.SignedFields = "(request-target) host date digest";
        var headers = PathOf(_software, "activities", $"{file}.headers.json");
        if (File.Exists(headers))
        {
            using var fields = JsonDocument.Parse(await File.ReadAllTextAsync(headers, House.Cancellation));
            letter.SignedFields = SignedHeaders().Match(fields.RootElement.GetProperty("signature").GetString()!).Groups[1].Value;
            letter.ContentType = fields.RootElement.GetProperty("content-type").GetString();
        }
        return letter;
    }

    private static string PathOf(params string[] parts) => Path.Combine([Payloads, .. parts]);

    private static RequestDelegate Shows(string document) => context =>
    {
        context.Response.ContentType = "application/activity+json";
        return context.Response.WriteAsync(document);
    };

    private string Here(string text)
    {
        var pem = JsonSerializer.Serialize(Person.Key.ExportSubjectPublicKeyInfoPem(), AsItIs);
        return HouseThen().Replace(Pem().Replace(text.Replace(_host, Person.Server.Host, StringComparison.Ordinal), pem[1..^1]),
            House.Domain);
    }

    [GeneratedRegex("-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----", RegexOptions.Singleline)]
    private static partial Regex Pem();

    [GeneratedRegex(@"family2?\.test")]
    private static partial Regex HouseThen();

    [GeneratedRegex(@"https:(\\?/){2}[^/""\\]+\\?/posts\\?/[0-9a-f-]{36}")]
    private static partial Regex Post();

    [GeneratedRegex("headers=\"([^\"]+)\"")]
    private static partial Regex SignedHeaders();
}
