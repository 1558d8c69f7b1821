using System.Text.RegularExpressions;

namespace PrivateFed.Theme;

/// <summary>
/// Colours of the site that are needed outside its style sheet. They are defined only once, among the tokens of site.css, and read from
/// there when the program starts.
/// </summary>
public static class Palette
{
    private static readonly string StyleSheet = ReadStyleSheet();

    public static Colour LightPaper { get; } = Token("light-paper");

    public static Colour LightAccent { get; } = Token("light-accent");

    public static Colour DarkPaper { get; } = Token("dark-paper");

    public static Colour DarkCard { get; } = Token("dark-card");

    /// <param name="name">Name of the custom property, without its two dashes.</param>
    /// <exception cref="InvalidOperationException">site.css has no such colour.</exception>
    private static Colour Token(string name) => Regex.Match(StyleSheet, $"--{name}: #(?<hex>[0-9a-f]{{6}});") is { Success: true } token
        ? Colour.Parse(token.Groups["hex"].Value)!.Value
        : throw new InvalidOperationException($"site.css has no colour --{name}.");

    private static string ReadStyleSheet()
    {
        using var reader = new StreamReader(typeof(Palette).Assembly.GetManifestResourceStream("site.css")!);
        return reader.ReadToEnd();
    }
}
