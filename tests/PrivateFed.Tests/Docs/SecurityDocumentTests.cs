using System.Reflection;
using System.Text.RegularExpressions;
using PrivateFed.Tests.Languages;

namespace PrivateFed.Tests.Docs;

/// <summary>docs/security.md stays true: every test that it names is there, and every line of attack has its row.</summary>
[Trait("Database", "none")]
public sealed partial class SecurityDocumentTests
{
    private static readonly (string Letter, int Last)[] Lines =
        [("R", 16), ("S", 17), ("A", 15), ("P", 10), ("W", 10), ("F", 7), ("L", 9), ("N", 9)];

    private static string Checkout => Path.GetFullPath(Path.Combine(SourceTexts.Folder, "..", ".."));

    private static string Document => File.ReadAllText(Path.Combine(Checkout, "docs", "security.md"));

    [Fact]
    public void Every_test_that_is_named_is_there()
    {
        var named = NamedTest().Matches(Document)
            .Select(match => (Class: match.Groups["class"].Value, Method: match.Groups["method"].Value)).Distinct().ToArray();

        Assert.True(named.Length > 100, $"Only {named.Length} tests are named.");
        var elsewhere = TestsElsewhere();
        Assert.Empty(named.Where(one => !IsHere(one.Class, one.Method) && !elsewhere.Contains(one))
            .Select(one => $"{one.Class}.{one.Method}"));
    }

    [Fact]
    public void Every_line_of_attack_has_one_row()
    {
        var due = Lines.SelectMany(line => Enumerable.Range(1, line.Last).Select(number => $"{line.Letter}{number}"))
            .Concat(Enumerable.Range('A', 'U' - 'A' + 1).Select(letter => $"{(char)letter}"));

        Assert.Equal(due.Order(StringComparer.Ordinal), AttackRow().Matches(Document).Select(match => match.Groups["line"].Value)
            .Order(StringComparer.Ordinal));
    }

    private static bool IsHere(string name, string method) => typeof(SecurityDocumentTests).Assembly.GetTypes()
        .Any(type => type.Name == name && type.GetMethod(method, BindingFlags.Public | BindingFlags.Instance) is { } found
            && found.IsDefined(typeof(FactAttribute)));

    /// <summary>Tests of the other projects, which this one does not know as types. Only tests have names with underscores.</summary>
    private static HashSet<(string Class, string Method)> TestsElsewhere() =>
    [
        .. from folder in Directory.EnumerateDirectories(Path.Combine(Checkout, "tests"))
           where Path.GetFileName(folder) != "PrivateFed.Tests"
           from file in Directory.EnumerateFiles(folder, "*.cs")
           from Match test in Test().Matches(File.ReadAllText(file))
           select (Path.GetFileNameWithoutExtension(file), test.Groups["method"].Value),
    ];

    [GeneratedRegex("`(?<class>[A-Z][A-Za-z]+)\\.(?<method>[A-Z][A-Za-z0-9]*_\\w+)`")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"^\| (?<line>[RSAPWFLN][0-9]+|[A-U]) \| ", RegexOptions.Multiline)]
    private static partial Regex AttackRow();

    [GeneratedRegex(@"\bpublic (?:async )?(?:Task|void) (?<method>[A-Z]\w*_\w+)\(")]
    private static partial Regex Test();
}
