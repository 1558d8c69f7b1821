using System.Text.RegularExpressions;
using PrivateFed.FederationTests;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>The site's ES modules, read as files: how they import each other, and which of them pages name.</summary>
public sealed partial class ScriptModules
{
    private const string ServiceWorker = "sw.js";

    private static readonly string Root = Path.Combine(TestRun.Checkout, "src", "PrivateFed", "wwwroot");

    /// <summary>Each module's imports, static and dynamic, and the worker that it registers. Paths below wwwroot, with slashes.</summary>
    private static readonly Dictionary<string, string[]> Imports = Directory.EnumerateFiles(Root, "*.js", SearchOption.AllDirectories)
        .ToDictionary(NameOf, file => ImportsOf(file).ToArray());

    private static readonly string[] NamedByPages =
        [.. Directory.EnumerateFiles(Path.Combine(TestRun.Checkout, "src", "PrivateFed", "Web", "Pages"), "*.cshtml",
            SearchOption.AllDirectories)
            .SelectMany(page => ScriptOfPage().Matches(File.ReadAllText(page)))
            .Select(tag => tag.Groups["name"].Value)
            .Distinct()];

    [Fact]
    public void That_are_named_are_there()
    {
        Assert.NotEmpty(NamedByPages);
        Assert.All(NamedByPages.Concat(Imports.Values.SelectMany(names => names)), name => Assert.Contains(name, Imports.Keys));
    }

    [Fact]
    public void Import_each_other_without_a_cycle()
    {
        HashSet<string> finished = [];
        foreach (var module in Imports.Keys)
        {
            Follow(module, []);
        }

        void Follow(string module, string[] path)
        {
            Assert.False(path.Contains(module), $"a cycle: {string.Join(" -> ", [.. path, module])}");
            if (finished.Contains(module))
            {
                return;
            }
            foreach (var imported in Imports[module].Where(name => name != ServiceWorker))
            {
                Follow(imported, [.. path, module]);
            }
            finished.Add(module);
        }
    }

    [Fact]
    public void Are_all_reached_from_a_page()
    {
        HashSet<string> reached = [];
        var ahead = new Queue<string>(NamedByPages);
        while (ahead.TryDequeue(out var module))
        {
            if (reached.Add(module))
            {
                Array.ForEach(Imports[module], ahead.Enqueue);
            }
        }
        Assert.Equal(Imports.Keys.Order(), reached.Order());
    }

    /// <summary>
    /// A page names a module under an address with a fingerprint: one that is imported, too, would be loaded and run twice.
    /// </summary>
    [Fact]
    public void Are_named_by_pages_or_imported_and_never_both() =>
        Assert.Empty(NamedByPages.Intersect(Imports.Values.SelectMany(names => names)));

    /// <summary>
    /// A function that takes HTML apart letter by letter breaks with the page: answers for scripts are JSON, or read by DOMParser.
    /// </summary>
    [Fact]
    public void Take_no_answer_apart_by_regular_expressions() =>
        Assert.All(Imports.Keys,
            module => Assert.DoesNotContain(".match(", File.ReadAllText(Path.Combine(Root, module)), StringComparison.Ordinal));

    private static IEnumerable<string> ImportsOf(string file)
    {
        var text = File.ReadAllText(file);
        var imported = Import().Matches(text)
            .Select(match => NameOf(Path.GetFullPath(match.Groups["path"].Value, Path.GetDirectoryName(file)!)));
        return imported.Concat(Registration().Matches(text).Select(match => match.Groups["name"].Value)).Distinct();
    }

    private static string NameOf(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    [GeneratedRegex("""(?:\bfrom|\bimport)\s*\(?\s*"(?<path>\.[^"]+)"\)?""")]
    private static partial Regex Import();

    [GeneratedRegex("""serviceWorker\??\.register\("/(?<name>[^"]+)",""")]
    private static partial Regex Registration();

    [GeneratedRegex("""<script type="module" src="~/(?<name>[^"]+)">""")]
    private static partial Regex ScriptOfPage();
}
