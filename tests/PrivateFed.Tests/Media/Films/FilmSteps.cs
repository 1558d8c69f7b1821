using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Media;
using PrivateFed.Media.Films;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media.Films;

/// <summary>What people of the house do with films.</summary>
internal static class FilmSteps
{
    /// <summary>An author's device sends a file, and is told whether it was taken.</summary>
    public static async Task<(HttpStatusCode Status, string Text, Guid SentAs)> SendFileAsync(this Browser author, byte[] file, string name)
    {
        var sentAs = Guid.NewGuid();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/write/photos")
        {
            Headers = { { "RequestVerificationToken", await author.TokenAsync("/write") } },
            Content = new MultipartFormDataContent
            {
                { new StringContent($"{sentAs}"), "sentAs" }, { new ByteArrayContent(file), "file", name },
            },
        };
        using var answer = await author.SendAsync(request);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), sentAs);
    }

    /// <summary>Somebody, Mara unless said, uploads a film.</summary>
    public static async Task<Guid> UploadFilmAsync(this House house, byte[] file, Member? by = null)
    {
        using var stream = new MemoryStream(file);
        return House.Value(await house.DoAsync((AddPhoto add) => add.AddAsync((by ?? house.Mara).Id, stream, House.Cancellation))).Id;
    }

    public static Task<Film> FilmAsync(this House house, Guid photoId) =>
        house.ReadAsync(db => db.Films.AsNoTracking().SingleAsync(film => film.PhotoId == photoId, House.Cancellation));

    /// <summary>Returns when nothing about it changes any more.</summary>
    public static Task<Film> SettledFilmAsync(this House house, Guid photoId) => Eventually.Get("a film that is ready or failed",
        async () => await house.FilmAsync(photoId) is { IsSettled: true } film ? film : null);

    public static async Task<Guid> ReadyFilmAsync(this House house, byte[] file, Member? by = null)
    {
        var id = await house.UploadFilmAsync(file, by);
        Assert.Equal(FilmState.Ready, (await house.SettledFilmAsync(id)).State);
        return id;
    }

    /// <summary>A film of which nothing is done before it is released.</summary>
    public static async Task<Guid> HeldFilmAsync(this House house, byte[] file)
    {
        // Ready first, so that no job of it is under way any more.
        var id = await house.ReadyFilmAsync(file);
        await house.HoldFilmsAsync(id, house.Clock.GetUtcNow().AddDays(1));
        return id;
    }

    /// <summary>It is not begun before the house's clock says so.</summary>
    public static Task HoldFilmsAsync(this House house, Guid photoId, DateTimeOffset until) =>
        house.ReadAsync(db => db.Films.Where(film => film.PhotoId == photoId).ExecuteUpdateAsync(
            set => set.SetProperty(film => film.DueAt, until).SetProperty(film => film.State, FilmState.Waiting), House.Cancellation));

    public static DescribedPhoto Described(this Guid photoId, string description = "Ida walks") => new(photoId, description);
}
