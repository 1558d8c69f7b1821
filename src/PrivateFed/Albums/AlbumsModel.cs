using Microsoft.EntityFrameworkCore;

namespace PrivateFed.Albums;

/// <summary>The tables of albums.</summary>
internal static class AlbumsModel
{
    public static void Configure(ModelBuilder model) => model.Entity<AlbumPhoto>().HasKey(entry => new { entry.AlbumId, entry.PhotoId });
}
