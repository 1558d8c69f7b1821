using Microsoft.EntityFrameworkCore;
using PrivateFed.Media.Films;

namespace PrivateFed.Media;

/// <summary>The tables of photos and films.</summary>
internal static class MediaModel
{
    public static void Configure(ModelBuilder model)
    {
        // When two posts or comments take the same waiting photo, only the first save succeeds.
        model.Entity<Photo>().Property(photo => photo.PostId).IsConcurrencyToken();
        model.Entity<Photo>().Property(photo => photo.CommentId).IsConcurrencyToken();
        model.Entity<Photo>().Ignore(photo => photo.Taken);
        model.Entity<Photo>().HasIndex(photo => new { photo.UploadedById, photo.PostId });
        model.Entity<Photo>().HasIndex(photo => new { photo.UploadedById, photo.SentAs }).IsUnique();
        FilmsModel.Configure(model);
    }
}
