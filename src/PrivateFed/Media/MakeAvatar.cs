using NetVips;
using PrivateFed.Houses;

namespace PrivateFed.Media;

/// <summary>Makes a member's avatar from an upload: two squares, encoded anew from pixels alone.</summary>
internal static class MakeAvatar
{
    /// <summary>The edge in pixels of the file for other servers; Mastodon shows no more.</summary>
    public const int ServerEdge = 400;

    // With this bound a phone's JPEG is decoded at a fraction of its size.
    private static readonly PictureBounds Bounds = new(LongEdge: 1024, PictureBounds.MaxPhotoPixels);

    /// <returns>Why the upload is no picture, or null if both files were written.</returns>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public static Task<Refusal?> MakeAsync(string upload, Settings settings, Guid avatarId, CancellationToken cancellation) =>
        ImageWork.RunAsync(() => Make(upload, settings, avatarId), cancellation);

    private static Refusal? Make(string upload, Settings settings, Guid avatarId)
    {
        var read = ReadPicture.FromFile(upload, Bounds);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }
        using var whole = read.Value;
        try
        {
            Directory.CreateDirectory(Path.Combine(settings.MediaFolder, AvatarFiles.Folder));
            using var square = Square(whole, ServerEdge);
            using var opaque = square.OnWhite();
            opaque.Jpegsave(AvatarFiles.FileOf(settings, avatarId, AvatarFiles.ForServers), q: 88, optimizeCoding: true,
                keep: Enums.ForeignKeep.None);
            using var small = Square(square, MakeRemoteAvatar.Edge);
            small.SaveAsWebp(AvatarFiles.FileOf(settings, avatarId, AvatarFiles.ForPages));
            return null;
        }
        catch (VipsException problem)
        {
            AvatarFiles.Delete(settings, avatarId);
            throw new IOException("The picture could not be written.", problem);
        }
    }

    /// <summary>Crops to the most salient part, which on a portrait is the face.</summary>
    private static Image Square(Image picture, int edge)
    {
        using var square = picture.ThumbnailImage(edge, height: edge, crop: Enums.Interesting.Attention);
        return square.CopyMemory();
    }
}
