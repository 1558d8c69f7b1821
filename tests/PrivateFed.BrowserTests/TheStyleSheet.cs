using System.Text.RegularExpressions;
using PrivateFed.FederationTests;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>site.css, read as a file: its layers, its tokens and its form.</summary>
public sealed partial class TheStyleSheet
{
    private static readonly string[] Layers = ["reset", "tokens", "base", "layout", "components", "pages", "utilities"];

    private static readonly string Text =
        Comment().Replace(File.ReadAllText(Path.Combine(TestRun.Checkout, "src", "PrivateFed", "wwwroot", "site.css")), "");

    private static string Tokens =>
        Text[Text.IndexOf("@layer tokens {", StringComparison.Ordinal)..Text.IndexOf("@layer base {", StringComparison.Ordinal)];

    [Fact]
    public void Has_everything_in_layers_in_the_order_in_which_it_names_them()
    {
        Assert.Contains($"@layer {string.Join(", ", Layers)};", Text, StringComparison.Ordinal);
        Assert.Equal(Layers.Select(layer => $"@layer {layer} {{"), OutermostBlock().Matches(Text).Select(block => block.Value));
    }

    [Fact]
    public void Has_one_declaration_or_selector_a_line() =>
        Assert.All(Text.Split('\n')
            .Where(line => line.Trim().Length > 0), line => Assert.Matches("^ *([^;{}]+;|[^;{}]+[,{]|})$", line.TrimEnd()));

    [Fact]
    public void Has_each_colour_once_and_among_its_tokens()
    {
        var colours = HexColour().Matches(Tokens).Select(colour => colour.Value).ToList();

        Assert.NotEmpty(colours);
        Assert.Equal(colours.Distinct(), colours);
        Assert.DoesNotMatch(AnyColour(), Text.Replace(Tokens, "", StringComparison.Ordinal));
    }

    [Fact]
    public void Has_every_token_that_it_uses_and_uses_every_token_that_it_has() =>
        Assert.Equal(TokenDefined().Matches(Tokens).Select(token => token.Value).Distinct().Order(), TokenUsed().Matches(Text)
            .Select(token => token.Groups["name"].Value).Distinct().Order());

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^[^\s}][^;{}\n]*\{$", RegexOptions.Multiline)]
    private static partial Regex OutermostBlock();

    [GeneratedRegex("#[0-9a-f]{3,8}(?=;)")]
    private static partial Regex HexColour();

    [GeneratedRegex(@"#[0-9a-f]{3,8}(?=[;, )])|\b(rgb|hsl|oklch)a?\((?!var\(--)")]
    private static partial Regex AnyColour();

    [GeneratedRegex(@"--[\w-]+(?=:)")]
    private static partial Regex TokenDefined();

    [GeneratedRegex(@"var\((?<name>--[\w-]+)\)")]
    private static partial Regex TokenUsed();
}
