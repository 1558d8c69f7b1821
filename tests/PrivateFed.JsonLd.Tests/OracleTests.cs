using System.Diagnostics;
using System.Text.Json.Nodes;
using CsCheck;

namespace PrivateFed.JsonLd.Tests;

/// <summary>Another processor, the npm package jsonld, says the same of documents that nobody wrote by hand.</summary>
public class OracleTests
{
    private const int Count = 2000;
    private static readonly string Folder = Path.Combine(Vectors.RepositoryRoot(), "tests/PrivateFed.JsonLd.Tests/oracle");

    [Fact]
    public async Task Two_thousand_documents_expand_as_another_processor_expands_them()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Assert.SkipUnless(HasNode() || Environment.GetEnvironmentVariable("CI") == "true", "Node.js is not installed.");
        Assert.True(Directory.Exists(Path.Combine(Folder, "node_modules")),
            "The oracle's Node packages are missing: tests/run installs them.");
        var random = new PCG(1, 20261124);
        var documents = Enumerable.Range(0, Count).Select(_ => Documents.Whole.Generate(random, null, out var _)).ToList();
        var answers = await AskAsync(documents, cancellationToken);

        var refused = 0;
        var differing = new List<string>();
        foreach (var (document, answer) in documents.Zip(answers))
        {
            var ours = Expand(document);
            // Of several faults each processor names the one that it meets first.
            var bothRefuse = ours is JsonObject && answer is JsonObject;
            refused += bothRefuse ? 1 : 0;
            if (!bothRefuse && !JsonComparison.Same(answer, ours))
            {
                differing.Add(
                    $"The document\n{document.ToJsonString()}\nbecame\n{ours?.ToJsonString()}\nand not\n{answer?.ToJsonString()}");
            }
        }

        Assert.True(differing.Count == 0, $"{differing.Count} differ, the shortest:\n{differing.MinBy(text => text.Length)}");
        Assert.InRange(refused, 10, Count / 4);
        Assert.InRange(answers.Count(answer => answer is JsonArray { Count: > 0 }), Count / 2, Count);
    }

    private static bool HasNode() =>
        Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator).Any(
            folder => File.Exists(Path.Combine(folder, "node"))) == true;

    private static JsonNode? Expand(JsonNode document)
    {
        try
        {
            return JsonLdProcessor.Expand(document, new JsonLdOptions { Base = "https://home.example/users/mara" });
        }
        catch (JsonLdException e)
        {
            return new JsonObject { ["error"] = e.Code };
        }
    }

    private static async Task<List<JsonNode?>> AskAsync(List<JsonObject> documents, CancellationToken cancellationToken)
    {
        var contexts = new JsonObject(
            BundledContexts.Addresses.Select(url => KeyValuePair.Create(url, BundledContexts.Instance.Load(url)!.Document?.DeepClone())));
        using var node = Start("node", "expand.mjs");
        var writing = Task.Run(
            async () =>
            {
                foreach (var line in documents.Prepend(contexts))
                {
                    await node.StandardInput.WriteLineAsync(line.ToJsonString());
                }

                node.StandardInput.Close();
            },
            cancellationToken);
        var answers = new List<JsonNode?>();
        while (await node.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            answers.Add(JsonNode.Parse(line));
        }

        await writing;
        Assert.True(answers.Count == documents.Count, await node.StandardError.ReadToEndAsync(cancellationToken));
        return answers;
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
