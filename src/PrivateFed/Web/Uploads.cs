using PrivateFed.Media;
using PrivateFed.Members;

namespace PrivateFed.Web;

/// <summary>Turns uploaded files into photos.</summary>
internal static class Uploads
{
    /// <summary>Bytes in one request: all photos of a holiday, chosen at once where no script sends them one by one.</summary>
    public const long MaxRequestSize = 1024L * 1024 * 1024;

    public static async Task<Result<Photo>> FileAsync(
        this AddPhoto add, Guid memberId, IFormFile file, CancellationToken cancellation, Guid? sentAs = null)
    {
        if (file.Length > AddPhoto.MaxBytes)
        {
            return new Refusal("This file is {0} MB; the limit is {1} MB.", file.Length >> 20, AddPhoto.MaxBytes >> 20);
        }
        await using var upload = file.OpenReadStream();
        return sentAs is { } id ? await add.AddOnceAsync(memberId, id, upload, cancellation)
            : await add.AddAsync(memberId, upload, cancellation);
    }

    /// <summary>The photo of a comment, which is no film.</summary>
    public static async Task<Result<Photo>> PictureAsync(
        this AddPhoto add, Guid memberId, IFormFile file, CancellationToken cancellation)
    {
        if (file.Length > AddPhoto.MaxBytes)
        {
            return new Refusal("This photo is {0} MB; the limit is {1} MB.", file.Length >> 20, AddPhoto.MaxBytes >> 20);
        }
        await using var upload = file.OpenReadStream();
        return await add.AddPictureAsync(memberId, upload, cancellation);
    }

    /// <summary>Sets a member's avatar.</summary>
    public static async Task<Result<Guid>> FileAsync(
        this ChangeAvatar change, Guid memberId, IFormFile? file, CancellationToken cancellation)
    {
        if (file is null || file.Length == 0)
        {
            return new Refusal("Please choose a picture.");
        }
        if (file.Length > AddPhoto.MaxBytes)
        {
            return new Refusal("This photo is {0} MB; the limit is {1} MB.", file.Length >> 20, AddPhoto.MaxBytes >> 20);
        }
        await using var upload = file.OpenReadStream();
        return await change.ChangeAsync(memberId, upload, cancellation);
    }

    /// <summary>Adds all files of a form: a refused file does not keep the others out.</summary>
    public static async Task<(List<Guid> Taken, List<RefusedFile> Refused)> FilesAsync(
        this AddPhoto add, Guid memberId, IReadOnlyList<IFormFile> files, CancellationToken cancellation)
    {
        var (taken, refused) = (new List<Guid>(), new List<RefusedFile>());
        foreach (var file in files)
        {
            var photo = await add.FileAsync(memberId, file, cancellation);
            if (photo.Succeeded)
            {
                taken.Add(photo.Value.Id);
            }
            else
            {
                refused.Add(new RefusedFile(file.FileName, photo.Refusal));
            }
        }
        return (taken, refused);
    }
}

public sealed record RefusedFile(string Name, Refusal Why);
