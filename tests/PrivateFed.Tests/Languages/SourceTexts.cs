using System.Text.Json;
using System.Text.RegularExpressions;

namespace PrivateFed.Tests.Languages;

/// <summary>
/// Every text that the source says to a reader, and where: literals in T["..."], .Html("..."), .Count(n, "...", "...") and refusals.
/// </summary>
internal static partial class SourceTexts
{
    // A command line speaks English, and so do servers among each other.
    private static readonly string[] NotForReaders =
    [
        "bin", "obj", "Demo", "Hosting/CommandLine", "Hosting/Doctor",
        .. from folder in new[] { "Collections", "Deliveries", "Discovery", "Documents", "Inbox", "Outbound",
            "RemoteActors" } select $"Federation/{folder}",
    ];

    public static string Folder { get; } = FindFolder();

    /// <summary>Each text, with the files that say it.</summary>
    public static ILookup<string, string> All { get; } = Files().SelectMany(file => TextsIn(file.Source).Select(text => (text, file.Name)))
        .ToLookup(one => one.text, one => one.Name);

    /// <summary>Places where a text is put together before it is looked up, so that nobody could translate it.</summary>
    public static IEnumerable<string> PutTogether() =>
        from file in Files()
        where !file.Name.StartsWith("Languages", StringComparison.Ordinal)
        from Match place in NotLiteral().Matches(file.Source)
        select $"{file.Name}: {place.Value}";

    private static IEnumerable<string> TextsIn(string source) =>
        from pattern in new[] { LookedUp(), Counted(), Refused(), RefusedByProperty() }
        from Match match in pattern.Matches(source)
        from Capture text in match.Groups["text"].Captures
        select string.Concat(Literal().Matches(text.Value).Select(part => JsonSerializer.Deserialize<string>(part.Value)));

    private static IEnumerable<(string Name, string Source)> Files() =>
        from pattern in new[] { "*.cs", "*.cshtml" }
        from file in Directory.EnumerateFiles(Folder, pattern, SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Folder, file)
        where !NotForReaders.Any(folder => name.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        select (name, File.ReadAllText(file));

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PrivateFed.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run in a checkout of the source.");
        }
        return Path.Combine(folder.FullName, "src", "PrivateFed");
    }

    private const string Quoted = """ "(?:[^"\\\n]|\\.)*" """;

    private const string Text = $@"(?<text>{Quoted}(?:\s*\+\s*{Quoted})*)";

    [GeneratedRegex(Quoted, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Literal();

    [GeneratedRegex($@"\b_?(?:T|texts)(?:\[|\.Html\()\s*{Text}", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex LookedUp();

    [GeneratedRegex($@"\b_?(?:T|texts)\.Count\([^""]*?{Text}\s*,\s*{Text}", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Counted();

    [GeneratedRegex($@"\bRefusal\(\s*{Text}", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Refused();

    [GeneratedRegex($@"\bRefusal\s\w+(?:\([^)]*\))?\s=>?\s+new\(\s*{Text}", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex RefusedByProperty();

    [GeneratedRegex(@"\b_?(?:T|texts)(?:\[(?!\s*[""\]])|\.Html\((?!\s*"")).*|\bRefusal(?:\s\w+(?:\([^)]*\))?\s=>?\s+new)?\(\s*[$@].*")]
    private static partial Regex NotLiteral();
}
