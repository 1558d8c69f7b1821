using PrivateFed.Media.Pictures;

namespace PrivateFed.Media;

/// <summary>
/// Makes the renditions of an uploaded photo. Nothing of the uploaded file is ever served: each rendition is encoded anew from pixels
/// alone, so neither the place where a photo was taken nor anything else hidden in the file gets out.
/// </summary>
public static class MakeRenditions
{
    public const string Small = "small.webp";
    public const string Medium = "medium.webp";
    public const string Large = "large.webp";

    /// <summary>For people who save a photo, and for other servers: Mastodon accepts 16 MB and 33 megapixels, Pixelfed no WebP.</summary>
    public const string Full = "full.jpg";

    private const int FullEdge = 4096;

    private static readonly PictureBounds Bounds = new(FullEdge, PictureBounds.MaxPhotoPixels);

    private static readonly IReadOnlyList<PictureOutput> Outputs =
    [
        new(Full, FullEdge, FullEdge, Qualities: [88, 75, 50], MaxBytes: 15_500_000),
        new(Large, 2400, 2400),
        new(Medium, 1200, 1200),
        new(Small, 480, 480),
    ];

    /// <summary>
    /// Writes the four renditions into <paramref name="folder"/>, which is created. They appear there only when all are made, the full
    /// one last; after a refusal or an exception nothing is left. Waits while two other pictures are being made.
    /// </summary>
    /// <exception cref="IOException">The upload cannot be opened or the renditions cannot be written (a full disk).</exception>
    public static Task<Result<Rendered>> MakeAsync(string uploadedFile, string folder, CancellationToken cancellation) =>
        MakePictures.MakeAsync(uploadedFile, Bounds, folder, Outputs, cancellation, readsDate: true);
}
