namespace PrivateFed.Look;

/// <summary>Colours that go with the paper; each has its name in Web/Words/ColourWords.</summary>
public static class Swatches
{
    /// <summary>What site.css has by itself.</summary>
    public const string Brick = "9c4221";

    public static readonly IReadOnlyList<string> All = [Brick, "2f6b4f", "1f6178", "3f5a9c", "7a3f73", "a33b4e", "7a5c16", "54606b"];
}
