using System.Text.Json;
using System.Text.Json.Serialization;

namespace PrivateFed.Media.Pictures;

/// <summary>How large a picture may be that is made into others.</summary>
/// <param name="LongEdge">In pixels, of the largest that is made of it.</param>
/// <param name="Pixels">Of the file itself, however it is decoded.</param>
/// <param name="Bytes">What decoding may hold at once, for a file that is decoded whole.</param>
internal sealed record PictureBounds(int LongEdge, long Pixels, long Bytes = PictureBounds.MaxPhotoBytes)
{
    /// <summary>The amount that a small server survives.</summary>
    public const long MaxPhotoBytes = 400_000_000;

    /// <summary>
    /// Decoders and later steps take up to six times as much; with this bound an avatar stays below 64 MB. 1.75
    /// megapixels of 8 bits with alpha.
    /// </summary>
    public const long MaxAvatarBytes = 7_000_000;

    /// <summary>200 megapixels, the largest that phones make, and a margin.</summary>
    public const long MaxPhotoPixels = 210_000_000;

    /// <summary>For avatars of remote actors who are not accepted yet: more than any server's avatars have.</summary>
    public const long MaxAvatarPixels = 4_000_000;
}

/// <summary>How a picture is brought into the size of an output.</summary>
internal enum Fit
{
    /// <summary>Shrunk until it is inside, never enlarged.</summary>
    Inside,

    /// <summary>Fills the size; what is outside of the middle is cut off.</summary>
    Middle,

    /// <summary>Fills the size around the most salient part, which on a portrait is the face.</summary>
    Salient,
}

/// <summary>One file that is made of a picture: WebP, or JPEG if its name says so.</summary>
/// <param name="Name">Of the file in the job's folder.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Qualities">Of a JPEG, 1 to 100: the first with which the file is not larger than <paramref name="MaxBytes"/>.</param>
internal sealed record PictureOutput(
    string Name, int Width, int Height, Fit Fit = Fit.Inside, IReadOnlyList<int>? Qualities = null, long MaxBytes = long.MaxValue)
{
    [JsonIgnore]
    public bool IsJpeg => Path.GetExtension(Name) == ".jpg";
}

/// <summary>What is to be made of a picture.</summary>
/// <param name="Input">Path of the picture, whatever its name.</param>
/// <param name="Folder">Where the outputs are written; it exists.</param>
/// <param name="Outputs">Each is made from the one before it, so that the picture is decoded once.</param>
/// <param name="IsAlone">Whether no other large picture is being made at the same time.</param>
/// <param name="ReadsDate">Whether to say when the picture was taken.</param>
internal sealed record PictureJob(
    string Input, string Folder, PictureBounds Bounds, IReadOnlyList<PictureOutput> Outputs, bool IsAlone = false,
    bool ReadsDate = false);

/// <summary>A picture's size in pixels once it is upright, and its colours as a blurhash (<see cref="Blurhash"/>).</summary>
public sealed record Rendered(int Width, int Height, string Blurhash)
{
    /// <summary>When it was taken, as the file says; null when it does not, or was not asked.</summary>
    public TakenAt? Taken { get; init; }
}

/// <summary>What came of a job: what was made, or the refusal, or the wish to be asked once more when no other large picture is made.</summary>
internal sealed record PictureAnswer(
    Rendered? Made = null, string? Refusal = null, IReadOnlyList<long>? Arguments = null, bool WantsToBeAlone = false);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PictureJob))]
[JsonSerializable(typeof(PictureAnswer))]
internal sealed partial class PictureJson : JsonSerializerContext;
