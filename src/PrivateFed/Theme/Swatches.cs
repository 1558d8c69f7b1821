namespace PrivateFed.Theme;

/// <summary>Colours that suit the background; each has its name in Web/Words/ColourWords.</summary>
public static class Swatches
{
    public const string Fir = "2f6b4f";
    public const string Lake = "1f6178";
    public const string EveningBlue = "3f5a9c";
    public const string Plum = "7a3f73";
    public const string RoseHip = "a33b4e";
    public const string Honey = "7a5c16";
    public const string Slate = "54606b";

    /// <summary>The default accent, used when the owner has chosen none.</summary>
    public static readonly string Brick = Palette.LightAccent.Hex;

    public static readonly IReadOnlyList<string> All = [Brick, Fir, Lake, EveningBlue, Plum, RoseHip, Honey, Slate];
}
