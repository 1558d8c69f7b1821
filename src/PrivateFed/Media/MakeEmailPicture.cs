using PrivateFed.Houses;
using PrivateFed.Media.Pictures;

namespace PrivateFed.Media;

/// <summary>Makes the picture embedded in an email from a photo's small rendition.</summary>
public sealed class MakeEmailPicture(PhotoFiles files, Settings settings)
{
    private const int Edge = 240;
    private const string Name = "email.jpg";

    /// <returns>A JPEG, which every mail program shows; null if the photo is gone.</returns>
    public async Task<byte[]?> MakeAsync(Guid photoId, CancellationToken cancellation)
    {
        var input = files.FileOf(photoId, MakeRenditions.Small);
        if (!File.Exists(input))
        {
            return null;
        }
        var folder = Path.Combine(settings.UploadsFolder, $"{Guid.CreateVersion7():N}");
        try
        {
            var made = await MakePictures.MakeAsync(input, new PictureBounds(Edge, PictureBounds.MaxAvatarPixels), folder,
                [new PictureOutput(Name, Edge, Edge, Qualities: [75])], cancellation);
            return made.Succeeded ? await File.ReadAllBytesAsync(Path.Combine(folder, Name), cancellation) : null;
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
