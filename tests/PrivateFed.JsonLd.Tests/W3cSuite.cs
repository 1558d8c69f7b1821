using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd.Tests;

/// <summary>One entry of a manifest of the W3C's JSON-LD API test suite.</summary>
internal sealed record W3cCase(string Id, JsonObject Entry)
{
    private const string SuiteBase = "https://w3c.github.io/json-ld-api/tests/";

    public static IEnumerable<W3cCase> Read(string manifest) =>
        JsonNode.Parse(File.ReadAllText(Vectors.PathOf($"json-ld/{manifest}-manifest.jsonld")))!["sequence"]!.AsArray()
            .Select(entry => new W3cCase((string)entry!["@id"]!, entry.AsObject()))
            .Where(test => (string?)test.Option("specVersion") != "json-ld-1.0");

    public string Name => $"{Id} {(string?)Entry["name"]}";

    public string? ErrorCode => (string?)Entry["expectErrorCode"];

    public JsonNode? Input => ReadFile("input");

    public JsonNode? Context => ReadFile("context");

    public JsonNode? Expected => ReadFile("expect");

    public JsonLdOptions Options => new()
    {
        Base = (string?)Option("base") ?? SuiteBase + (string)Entry["input"]!,
        Loader = new SuiteLoader(),
        ExpandContext = (string?)Option("expandContext") is { } file ? ReadPath(file) : null,
        CompactArrays = (bool?)Option("compactArrays") ?? true,
        CompactToRelative = (bool?)Option("compactToRelative") ?? true,
        Json10 = (string?)Option("processingMode") == "json-ld-1.0",
    };

    private JsonNode? Option(string name) => Entry["option"]?[name];

    private JsonNode? ReadFile(string key) => ReadPath((string)Entry[key]!);

    private static JsonNode? ReadPath(string path) => JsonNode.Parse(File.ReadAllText(Vectors.PathOf("json-ld/" + path)));

    /// <summary>Answers what the suite names from the suite's own folder, and refuses all else.</summary>
    private sealed class SuiteLoader : DocumentLoader
    {
        public override ContextDocument? Load(string url)
        {
            var path = url.StartsWith(SuiteBase, StringComparison.Ordinal) ? Vectors.PathOf("json-ld/" + url[SuiteBase.Length..]) : null;
            return File.Exists(path)
                ? new ContextDocument(url, JsonNode.Parse(File.ReadAllText(path)))
                : throw new JsonLdException(JsonLdErrorCode.LoadingRemoteContextFailed, "There is no such document: " + url);
        }
    }
}
