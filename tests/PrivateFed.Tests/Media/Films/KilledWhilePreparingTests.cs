using Microsoft.EntityFrameworkCore;
using PrivateFed.Media.Films;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media.Films;

/// <summary>The real program is killed while it prepares a film.</summary>
public sealed class KilledWhilePreparingTests(OperatedHouse house) : IClassFixture<OperatedHouse>
{
    [Fact]
    public async Task A_kill_in_the_middle_loses_nothing()
    {
        Ffmpeg.SkipWithout();
        var file = house.WriteFile("film.mp4", await Ffmpeg.LongFilmAsync());
        var posted = await house.RunAsync(["post", "--text", "-", "--photo", $"{file}=Ida on the lawn"], "She walks!");
        Assert.True(posted.Code == 0, posted.Error);
        await ExpectAsync(film => film.State == FilmState.Preparing);

        await house.KillServerAsync();
        Assert.Equal(1, (await FilmAsync()).Attempts);
        // A lease of the dead has minutes to run: it is ended, as time would end it. On SQLite the start does that.
        await house.InDatabaseAsync(db => db.Leases.Where(lease => lease.Name == EnqueueFilms.LeaseName).ExecuteDeleteAsync());
        house.StartServerAgain();

        await ExpectAsync(film => film.State == FilmState.Ready);
        Assert.Equal(2, (await FilmAsync()).Attempts);
        Assert.Equal(["film-small.mp4", "film.mp4"],
            house.MediaFiles.Select(Path.GetFileName).Where(name => name!.StartsWith("film", StringComparison.Ordinal)).Order());
    }

    private Task<Film> FilmAsync() => house.InDatabaseAsync(db => db.Films.AsNoTracking().SingleAsync());

    private Task ExpectAsync(Func<Film, bool> what) =>
        Eventually.Happens("the film as it should be", async () => what(await FilmAsync()));
}
