using Microsoft.EntityFrameworkCore;

namespace PrivateFed.Media.Films;

/// <summary>The table of films.</summary>
internal static class FilmsModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Film>().HasKey(film => film.PhotoId);
        model.Entity<Film>().Ignore(film => film.IsSettled).Ignore(film => film.Length).Ignore(film => film.MediaType);
        model.Entity<Film>().HasIndex(film => film.DueAt).HasFilter($"\"State\" IN ('{FilmState.Waiting}', '{FilmState.Preparing}')");
        model.Entity<Photo>().HasOne(photo => photo.Film).WithOne().HasForeignKey<Film>(film => film.PhotoId)
            .OnDelete(DeleteBehavior.Cascade);
        // Whoever shows a photo, or tells another server of it, needs to know whether it moves.
        model.Entity<Photo>().Navigation(photo => photo.Film).AutoInclude();
    }
}
