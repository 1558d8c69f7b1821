using PrivateFed.Media.Pictures;
using PrivateFed.Media.Storing;

namespace PrivateFed.Media;

/// <summary>Makes and keeps the one small file of a picture that came from another server.</summary>
internal static class MakeSmallPicture
{
    /// <returns>False for what is no picture.</returns>
    /// <exception cref="IOException">The file cannot be written, or the bucket cannot be reached.</exception>
    public static async Task<bool> MakeAsync(
        byte[] picture, PictureBounds bounds, PictureOutput output, MediaStorage storage, string key, CancellationToken cancellation)
    {
        using var work = storage.CreateWorkFolder();
        var made = await MakePictures.MakeRemoteAsync(picture, bounds, work.FullPath, output, cancellation);
        if (made.Succeeded)
        {
            await storage.PutAsync(key, work.PathOf(output.Name), cancellation);
        }
        return made.Succeeded;
    }
}
