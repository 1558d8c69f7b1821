using System.Text.RegularExpressions;
using PrivateFed.Tests.Languages;

namespace PrivateFed.Tests.Docs;

/// <summary>The arrows between the folders are those that docs/architecture.md draws.</summary>
[Trait("Database", "none")]
public partial class ArchitectureTests
{
    private static readonly string[] UseEverything = ["Hosting", "Demo"];

    private static string Source => SourceTexts.Folder;

    [Fact]
    public void Every_folder_uses_what_the_map_says_and_nothing_else()
    {
        var drawn = Drawn();

        foreach (var (folder, used) in Used().Where(used => !UseEverything.Contains(used.Key)))
        {
            Assert.Equal($"{folder}: {string.Join(' ', drawn.GetValueOrDefault(folder, []))}",
                $"{folder}: {string.Join(' ', used.Order(StringComparer.Ordinal))}");
        }
    }

    [Fact]
    public void Nobody_but_the_program_and_the_demo_uses_Hosting_and_nobody_but_those_uses_Web()
    {
        var used = Used();

        Assert.Equal(["Demo"], used.Where(folder => folder.Value.Contains("Hosting")).Select(folder => folder.Key));
        Assert.Empty(used.Where(folder => folder.Value.Contains("Web")).Select(folder => folder.Key).Except(UseEverything));
    }

    [Fact]
    public void Jobs_and_Text_know_no_capability()
    {
        var used = Used();

        Assert.Equal(["Houses", "Storage"], used["Jobs"].Order(StringComparer.Ordinal));
        Assert.Equal(["Languages"], used["Text"]);
    }

    [Fact]
    public void Deliveries_know_no_follows() =>
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.Combine(Source, "Federation", "Deliveries")),
            file => File.ReadAllText(file).Contains("Follows", StringComparison.Ordinal));

    [Fact]
    public void A_namespace_is_its_folder()
    {
        foreach (var file in Files())
        {
            var folder = Path.GetRelativePath(Source, Path.GetDirectoryName(file)!);
            var declared = NamespaceOf().Match(File.ReadAllText(file)).Groups[1].Value;
            Assert.True(declared.Length == 0
                || declared == $"PrivateFed.{folder.Replace('/', '.')}".TrimEnd('.'), $"{file} says {declared}");
        }
    }

    private static Dictionary<string, HashSet<string>> Used()
    {
        var used = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var file in Files().Where(file => Path.GetDirectoryName(file) != Source))
        {
            var folder = Path.GetRelativePath(Source, file).Split('/')[0];
            var others = Using().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)
                .Where(other => other != folder && Directory.Exists(Path.Combine(Source, other)));
            (used.TryGetValue(folder, out var known) ? known
                : used[folder] = new HashSet<string>(StringComparer.Ordinal)).UnionWith(others);
        }
        return used;
    }

    private static Dictionary<string, string[]> Drawn()
    {
        var map = File.ReadAllText(Path.Combine(Source, "../../docs/architecture.md"));
        var table =
            map[map.IndexOf("## Which folder uses which", StringComparison.Ordinal)..map.IndexOf("## Ten words", StringComparison.Ordinal)];
        return Row().Matches(table)
            .ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                StringComparer.Ordinal);
    }

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Source, file).Split('/').Any(part => part is "bin" or "obj" or "Migrations"));

    [GeneratedRegex(@"^using (?:\w+ = |static )?PrivateFed\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceOf();

    [GeneratedRegex(@"^    (\w+) +([\w ]+)$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
