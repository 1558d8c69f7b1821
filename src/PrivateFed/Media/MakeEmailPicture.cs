using PrivateFed.Media.Pictures;
using PrivateFed.Media.Storing;

namespace PrivateFed.Media;

/// <summary>Makes the picture embedded in an email from a photo's small rendition.</summary>
public sealed class MakeEmailPicture(MediaStorage storage)
{
    private const int Edge = 240;
    private const string Name = "email.jpg";

    /// <returns>A JPEG, which every mail program shows; null if the photo is gone.</returns>
    public async Task<byte[]?> MakeAsync(Guid photoId, CancellationToken cancellation)
    {
        using var work = storage.CreateWorkFolder();
        if (await storage.FetchAsync(MediaKeys.Photo(photoId, MakeRenditions.Small), work, cancellation) is not { } input)
        {
            return null;
        }
        var made = await MakePictures.MakeAsync(input, new PictureBounds(Edge, PictureBounds.MaxAvatarPixels), work.FullPath,
            [new PictureOutput(Name, Edge, Edge, Qualities: [75])], cancellation);
        return made.Succeeded ? await File.ReadAllBytesAsync(work.PathOf(Name), cancellation) : null;
    }
}
