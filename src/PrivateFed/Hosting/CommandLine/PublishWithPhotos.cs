using Microsoft.EntityFrameworkCore;
using PrivateFed.Media;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Adds the photos, then publishes the post. When either is refused or interrupted, the photos are deleted again.</summary>
internal static class PublishWithPhotos
{
    public static async Task<Result<Guid>> PublishAsync(
        IServiceProvider house, Guid authorId, NewPost wanted, IReadOnlyList<PhotoArgument> photos, CancellationToken cancellation)
    {
        var added = new List<DescribedPhoto>();
        try
        {
            return await AddAllAsync(house, authorId, photos, added, cancellation)
                ?? await house.GetRequiredService<PublishPost>().PublishAsync(authorId, wanted with { Photos = added }, cancellation);
        }
        finally
        {
            await DeleteUnusedAsync(house, [.. added.Select(photo => photo.Id)]);
        }
    }

    /// <returns>Null on success, or the refusal for a photo that cannot be used.</returns>
    private static async Task<Result<Guid>?> AddAllAsync(
        IServiceProvider house, Guid authorId, IReadOnlyList<PhotoArgument> photos, List<DescribedPhoto> added,
            CancellationToken cancellation)
    {
        foreach (var wanted in photos)
        {
            var photo = await AddAsync(house, authorId, wanted.File, cancellation);
            if (!photo.Succeeded)
            {
                return new Refusal($"{wanted.File}: {photo.Refusal.Sentence} Nothing was published.");
            }
            added.Add(new DescribedPhoto(photo.Value.Id, wanted.Description));
        }
        return null;
    }

    private static async Task<Result<Photo>> AddAsync(IServiceProvider house, Guid authorId, string file, CancellationToken cancellation)
    {
        try
        {
            await using var upload = File.OpenRead(file);
            if (!upload.CanSeek || upload.Length is 0 or > AddPhoto.MaxBytes)
            {
                return new Refusal($"A photo can be a file of up to {AddPhoto.MaxBytes >> 20} MB.");
            }
            return await house.GetRequiredService<AddPhoto>().AddAsync(authorId, upload, cancellation);
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            return new Refusal($"The photo can't be read: {problem.Message}");
        }
    }

    /// <summary>Deletes the photos that no post uses: after a success there are none.</summary>
    private static async Task DeleteUnusedAsync(IServiceProvider house, Guid[] photoIds)
    {
        var db = house.GetRequiredService<HouseDb>();
        var unused = db.Photos.Unpublished().Where(photo => photoIds.Contains(photo.Id));
        foreach (var id in photoIds.Length == 0 ? [] : await unused.Select(photo => photo.Id).ToListAsync())
        {
            await unused.Where(photo => photo.Id == id).ExecuteDeleteAsync();
            await house.GetRequiredService<PhotoFiles>().DeleteAsync(id);
        }
    }
}
