using System.Net;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media;

/// <summary>The links by which other servers fetch photos, which they do without signing.</summary>
public class MediaLinkTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_link_works_unsigned_and_each_server_has_its_own()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        await house.WelcomeAsync(server.Person("joe"));
        await house.WelcomeAsync(other.Person("sam"));

        await house.PublishAsync(photos: [await house.UploadAsync()]);

        var (joes, sams) = (await LinkAsync(server), await LinkAsync(other));
        Assert.NotEqual(joes, sams);
        Assert.Matches("^/media/[a-z0-9/]+\\.jpg$", joes);
        using var photo = await server.Client.GetAsync(joes);
        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (photo.StatusCode, photo.Content.Headers.ContentType!.MediaType));
        Assert.True(photo.Headers.CacheControl!.Private);
        Assert.Equal([0xFF, 0xD8], (await photo.Content.ReadAsByteArrayAsync())[..2]);
    }

    [Fact]
    public async Task It_answers_for_a_part_and_for_what_is_known_already()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        await house.PublishAsync(photos: [await house.UploadAsync()]);
        var link = await LinkAsync(server);
        using var whole = await server.Client.GetAsync(link);

        using var range = new HttpRequestMessage(HttpMethod.Get, link);
        range.Headers.Add("Range", "bytes=0-9");
        using var part = await server.Client.SendAsync(range, House.Cancellation);
        Assert.Equal((HttpStatusCode.PartialContent, 10L), (part.StatusCode, part.Content.Headers.ContentLength));

        using var conditional = new HttpRequestMessage(HttpMethod.Get, link);
        conditional.Headers.Add("If-None-Match", whole.Headers.ETag!.ToString());
        using var known = await server.Client.SendAsync(conditional, House.Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Fact]
    public async Task A_link_with_anything_changed_is_like_a_link_to_nothing()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        await house.WelcomeAsync(server.Person("joe"));
        await house.WelcomeAsync(other.Person("sam"));
        var (one, another) = (await house.UploadAsync(), await house.UploadAsync());
        await house.PublishAsync(photos: [one]);
        await house.PublishAsync(photos: [another]);
        var link = await LinkAsync(server);
        var hostId = (await house.HostOfAsync(other)).Id;
        var parts = link.Split('/', '.');
        using var eve = house.Client();
        var nothing = await EverythingAsync(eve, $"/media/{Guid.NewGuid():N}/{Guid.NewGuid():N}/{new string('0', 32)}.jpg");
        Assert.StartsWith("404", nothing, StringComparison.Ordinal);

        string[] changed =
        [
            .. Enumerable.Range(0, parts[4].Length).Select(at => link.Replace(parts[4], Change(parts[4], at), StringComparison.Ordinal)),
            link.Replace(parts[2], $"{another.Id:N}", StringComparison.Ordinal),
            link.Replace(parts[3], $"{hostId:N}", StringComparison.Ordinal),
            link.Replace(parts[4], parts[4].ToUpperInvariant(), StringComparison.Ordinal),
            link.Replace(parts[4], parts[4][..^2], StringComparison.Ordinal),
            link.Replace(parts[4], parts[4] + "00", StringComparison.Ordinal),
            link.Replace(parts[4], "", StringComparison.Ordinal),
            link.Replace($"/{parts[4]}", "", StringComparison.Ordinal),
            link.Replace("/media/", "/media/x/../", StringComparison.Ordinal)
                .Replace(parts[2], $"{another.Id:N}", StringComparison.Ordinal),
        ];
        foreach (var url in changed.Where(url => url != link))
        {
            Assert.Equal(nothing, await EverythingAsync(eve, url));
        }
    }

    private static string Change(string seal, int at) => seal[..at] + (seal[at] == 'a' ? 'b' : 'a') + seal[(at + 1)..];

    private static async Task<string> LinkAsync(Neighbour server) =>
        new Uri((await server.ExpectAsync("Create"))[0].Json.GetProperty("object").GetProperty("attachment")[0].Text("url")!).AbsolutePath;

    private static async Task<string> EverythingAsync(HttpClient client, string url)
    {
        using var answer = await client.GetAsync(url);
        return await answer.EverythingAsync();
    }
}
