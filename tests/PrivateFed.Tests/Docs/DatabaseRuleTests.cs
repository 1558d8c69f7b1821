using System.Text.RegularExpressions;
using PrivateFed.Tests.Languages;

namespace PrivateFed.Tests.Docs;

/// <summary>Who writes to the database, and when: the rule "Who saves" of docs/architecture.md.</summary>
[Trait("Database", "none")]
public partial class DatabaseRuleTests
{
    /// <summary>Each adds a row of its own and saves at once. No caller may have anything unsaved.</summary>
    private static readonly string[] SaveByThemselves =
    [
        "GatherDigest.GatherAsync", "Lease.TryTakeAsync", "PushKeys.FindOrCreateAsync", "RecordVisit.RecordFirstAsync",
        "SetUpLink.RenewAsync",
    ];

    [Fact]
    public void What_is_staged_is_written_by_the_caller()
    {
        var staging = Methods().Where(method => method.Name.StartsWith("Stage", StringComparison.Ordinal)).ToList();

        Assert.True(staging.Count > 30, $"Only {staging.Count} methods were found.");
        Assert.Empty(staging.Where(method => WritesAtOnce().IsMatch(method.Body)).Select(method => method.FullName));
    }

    [Fact]
    public void A_static_method_that_adds_or_removes_rows_is_named_so()
    {
        var changing = Methods().Where(method => method.IsStatic && Takes(method) && ChangesRows().IsMatch(method.Body)).ToList();

        Assert.True(changing.Count > 15, $"Only {changing.Count} methods were found.");
        Assert.Equal(SaveByThemselves, changing.Where(method => !method.Name.StartsWith("Stage", StringComparison.Ordinal))
            .Select(method => method.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_command_has_no_static_method_that_takes_the_database()
    {
        var mixed = Methods().Where(method => method is { IsStatic: true, IsPrivate: false, IsInCommand: true } && Takes(method)).ToList();

        Assert.Empty(mixed.Select(method => method.FullName));
    }

    private static bool Takes(Method method) => method.Parameters.Contains("HouseDb ", StringComparison.Ordinal);

    private static IEnumerable<Method> Methods()
    {
        var files = Directory.EnumerateFiles(SourceTexts.Folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(SourceTexts.Folder, file).Split('/').Any(part => part is "bin" or "obj" or "Migrations"));
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            var isCommand = Command().IsMatch(text);
            foreach (Match start in Declaration().Matches(text))
            {
                var rest = text[start.Index..];
                var end = End().Match(rest) is { Success: true } found ? found.Index : rest.Length;
                var opening = start.Groups["name"].Index + start.Groups["name"].Length - start.Index;
                var parameters = Parenthesised(rest[opening..end]);
                yield return new Method
                {
                    Class = Path.GetFileNameWithoutExtension(file),
                    Name = start.Groups["name"].Value,
                    Parameters = parameters,
                    Body = rest[(opening + parameters.Length)..end],
                    IsStatic = start.Value.Contains(" static ", StringComparison.Ordinal),
                    IsPrivate = start.Value.Contains(" private ", StringComparison.Ordinal),
                    IsInCommand = isCommand,
                };
            }
        }
    }

    private static string Parenthesised(string text)
    {
        var depth = 0;
        for (var at = 0; at < text.Length; at++)
        {
            depth += text[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0 && text[at] == ')')
            {
                return text[..(at + 1)];
            }
        }
        return text;
    }

    private sealed record Method
    {
        public required string Class { get; init; }

        public required string Name { get; init; }

        public required string Parameters { get; init; }

        public required string Body { get; init; }

        public required bool IsStatic { get; init; }

        public required bool IsPrivate { get; init; }

        public required bool IsInCommand { get; init; }

        public string FullName => $"{Class}.{Name}";
    }

    [GeneratedRegex(
        @"^    (?:(?:public|internal|private|protected|static|async|override) )+[\w<>?,.()\[\] ]+? (?<name>\w+)(?=(?:<\w+>)?\()", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    /// <summary>A member ends with a brace, or as an expression with a semicolon that no deeper line follows.</summary>
    [GeneratedRegex(@"^    }|;\n(?=\n|})", RegexOptions.Multiline)]
    private static partial Regex End();

    [GeneratedRegex(@"\bSaveChanges|\.Execute(?:Update|Delete|Sql)")]
    private static partial Regex WritesAtOnce();

    [GeneratedRegex(@"\bdb\.\w+\s*\.(?:Add|AddRange|Remove|RemoveRange)\(")]
    private static partial Regex ChangesRows();

    [GeneratedRegex(@"\b(?:class|record) \w+\(\s*[^;{]*?\bHouseDb db\b")]
    private static partial Regex Command();
}
