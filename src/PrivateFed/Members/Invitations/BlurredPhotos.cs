using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Houses;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Members.Invitations;

/// <summary>The colours of a photo as a few characters, and its shape; nobody can be recognised in it.</summary>
/// <param name="Blurhash">Four terms by three (Media/Blurhash).</param>
/// <param name="Width">Pixels of the photo.</param>
/// <param name="Height">Pixels of the photo.</param>
public sealed record BlurredPhoto(string Blurhash, int Width, int Height);

/// <summary>
/// What an invitation shows of the newest photos, where the owner allows it: the first of each of the last posts that everyone here may
/// see. No file and no id leaves the house.
/// </summary>
public static class BlurredPhotos
{
    private const int Most = 3;

    public static async Task<IReadOnlyList<BlurredPhoto>> ListAsync(HouseDb db, House house, CancellationToken cancellation) =>
        !house.InvitationsShowBlurs ? [] : await db.VisiblePosts(Newcomer).AsNoTracking()
            .Where(post => post.EventKind != LifeEventKind.Farewell && post.Photos.Count > 0)
            .OrderByDescending(post => post.PublishedAt).ThenByDescending(post => post.Id).Take(Most)
            .Select(post => post.Photos.OrderBy(photo => photo.Position)
                .Select(photo => new BlurredPhoto(photo.Blurhash, photo.Width, photo.Height)).First())
            .ToListAsync(cancellation);

    /// <summary>A reader in no circle.</summary>
    private static Viewer.Local Newcomer { get; } = new(Guid.Empty, Role.Member);
}
