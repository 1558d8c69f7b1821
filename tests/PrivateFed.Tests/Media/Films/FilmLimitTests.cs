using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Media;
using PrivateFed.Media.Films;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media.Films;

/// <summary>Houses of their own, with other settings, and restarts in the middle of the work.</summary>
public sealed class FilmLimitTests
{
    [Fact]
    public async Task Without_ffmpeg_films_are_refused_with_a_sentence_and_photos_are_taken()
    {
        Ffmpeg.SkipWithout();
        await using var house = await House.OpenAsync("--PATH=/nowhere");
        using var mara = await house.BrowserOfAsync(house.Mara);

        var film = await mara.SendFileAsync(await Ffmpeg.SilentAsync(), "clip.mov");
        var photo = await mara.SendFileAsync(Drawing.Photo(160, 120).WriteToBuffer(".jpg"), "photo.jpg");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, film.Status);
        Assert.StartsWith("Films can't be taken yet: ffmpeg isn't installed on the server.", film.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, photo.Status);
        Assert.Equal(0, await house.ReadAsync(db => db.Films.CountAsync()));
    }

    [Fact]
    public async Task A_film_that_is_too_long_or_too_large_is_refused_with_the_limit()
    {
        Ffmpeg.SkipWithout();
        await using var house = await House.OpenAsync("--PrivateFed:FilmMinutes=1", "--PrivateFed:FilmMegabytes=1");
        using var mara = await house.BrowserOfAsync(house.Mara);
        var longOne = await Ffmpeg.MakeAsync("mp4", "-f", "lavfi", "-i", "color=s=64x64:r=5:d=90", "-c:v", "libx264");
        var large = await Ffmpeg.MakeAsync(
            "mp4", "-f", "lavfi", "-i", "testsrc2=s=640x480:r=25:d=4", "-c:v", "libx264", "-qp", "1", "-preset", "ultrafast");
        // A recorder in a browser writes no length.
        var unsaid = await Ffmpeg.MakeAsync("webm", "-f", "lavfi", "-i", "color=s=64x64:r=5:d=90", "-c:v", "libvpx", "-live", "1");

        Assert.Contains("is 2 minutes long; the limit is 1 minutes", (await mara.SendFileAsync(longOne, "long.mp4")).Text, StringComparison.Ordinal);
        Assert.Contains("is 2 minutes long; the limit is 1 minutes", (await mara.SendFileAsync(unsaid, "long.webm")).Text, StringComparison.Ordinal);
        Assert.Contains("the limit is 1 MB", (await mara.SendFileAsync(large, "large.mp4")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await house.ReadAsync(db => db.Photos.CountAsync()));
    }

    [Fact]
    public async Task A_house_that_is_closed_in_the_middle_goes_on_afterwards_and_that_is_no_attempt()
    {
        Ffmpeg.SkipWithout();
        await using var house = await House.OpenAsync();
        var id = await house.UploadFilmAsync(await Ffmpeg.LongFilmAsync());
        await Eventually.Happens("the film being prepared", async () => (await house.FilmAsync(id)).State == FilmState.Preparing);

        await house.RestartAsync();

        Assert.True(File.Exists(house.FileOf(id, FilmFiles.Source)));
        var film = await house.SettledFilmAsync(id);
        Assert.Equal((FilmState.Ready, 1), (film.State, film.Attempts));
    }

    [Fact]
    public async Task A_film_that_was_finished_but_for_its_row_is_taken_as_it_is()
    {
        Ffmpeg.SkipWithout();
        await using var house = await House.OpenAsync();
        var id = await house.ReadyFilmAsync(await Ffmpeg.SilentAsync());
        var file = house.FileOf(id, FilmFiles.Large);
        var written = File.GetLastWriteTimeUtc(file);
        await house.HoldFilmsAsync(id, house.Clock.GetUtcNow());

        Assert.Equal(FilmState.Ready, (await house.SettledFilmAsync(id)).State);
        Assert.Equal(written, File.GetLastWriteTimeUtc(file));
    }

    [Fact]
    public async Task A_film_that_is_deleted_while_it_is_prepared_is_not_gone_on_with()
    {
        Ffmpeg.SkipWithout();
        await using var house = await House.OpenAsync();
        var id = await house.UploadFilmAsync(await Ffmpeg.LongFilmAsync());
        await Eventually.Happens("the film being prepared", async () => (await house.FilmAsync(id)).State == FilmState.Preparing);

        await house.DoAsync(async (DeletePhoto delete) =>
        {
            await delete.DeleteAsync(house.Mara.Id, id, House.Cancellation);
            return true;
        });

        await Eventually.Happens("the end of the job", async () =>
            await house.ReadAsync(db => db.Leases.CountAsync(lease => lease.Name == EnqueueFilms.LeaseName)) == 0);
        Assert.Empty(house.KeptInFolder());
    }
}
