using Microsoft.EntityFrameworkCore;
using PrivateFed.Media;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Makes the photos, then the post. When either is refused or interrupted, no photo is left waiting for a post that never comes.</summary>
internal static class PublishWithPhotos
{
    public static async Task<Result<Guid>> PublishAsync(
        IServiceProvider house, Guid authorId, NewPost wanted, IReadOnlyList<PhotoArgument> photos, CancellationToken cancellation)
    {
        var made = new List<DescribedPhoto>();
        try
        {
            return await MakeAsync(house, authorId, photos, made, cancellation)
                ?? await house.GetRequiredService<PublishPost>().PublishAsync(authorId, wanted with { Photos = made }, cancellation);
        }
        finally
        {
            await TakeBackAsync(house, [.. made.Select(photo => photo.Id)]);
        }
    }

    /// <returns>Null, or why one of them cannot be shown.</returns>
    private static async Task<Result<Guid>?> MakeAsync(
        IServiceProvider house, Guid authorId, IReadOnlyList<PhotoArgument> photos, List<DescribedPhoto> made, CancellationToken cancellation)
    {
        foreach (var wanted in photos)
        {
            var photo = await AddAsync(house, authorId, wanted.File, cancellation);
            if (!photo.Succeeded)
            {
                return new Refusal($"{wanted.File}: {photo.Refusal.Sentence} Nothing was published.");
            }
            made.Add(new DescribedPhoto(photo.Value.Id, wanted.Description));
        }
        return null;
    }

    private static async Task<Result<Photo>> AddAsync(IServiceProvider house, Guid authorId, string file, CancellationToken cancellation)
    {
        try
        {
            await using var upload = File.OpenRead(file);
            if (!upload.CanSeek || upload.Length is 0 or > AddPhoto.Largest)
            {
                return new Refusal($"A photo is a file of at most {AddPhoto.Largest >> 20} MB.");
            }
            return await house.GetRequiredService<AddPhoto>().AddAsync(authorId, upload, cancellation);
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            return new Refusal($"The photo cannot be read: {problem.Message}");
        }
    }

    /// <summary>Deletes those that no post took: after a success, none.</summary>
    private static async Task TakeBackAsync(IServiceProvider house, Guid[] photoIds)
    {
        var db = house.GetRequiredService<HouseDb>();
        var waiting = db.Photos.Where(photo => photoIds.Contains(photo.Id) && photo.PostId == null);
        foreach (var id in photoIds.Length == 0 ? [] : await waiting.Select(photo => photo.Id).ToListAsync())
        {
            await waiting.Where(photo => photo.Id == id).ExecuteDeleteAsync();
            house.GetRequiredService<PhotoFiles>().Delete(id);
        }
    }
}
