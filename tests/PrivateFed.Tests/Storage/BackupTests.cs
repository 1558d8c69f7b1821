using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Storage;

/// <summary>The database, the key and the media, copied while the house is used, are the house on another machine.</summary>
public class BackupTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task L9_A_backup_made_while_the_house_is_used_is_the_same_house_elsewhere()
    {
        Assert.SkipUnless(!TestDatabase.IsPostgres || Path.Exists("/usr/bin/pg_dump"), "pg_dump is not installed.");
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var posts = new List<Guid> { await house.PublishAsync("With a photo", [await house.UploadAsync()]) };
        await house.CommentAsync(house.Ingrid, posts[0], "How she has grown!");
        var link = new Uri((await server.ExpectAsync("Create"))[0].Json.GetProperty("object")
            .GetProperty("attachment")[0].Text("url")!).AbsolutePath;
        var goesOn = true;
        var writing = Task.Run(async () =>
        {
            for (var number = 0; Volatile.Read(ref goesOn); number++)
            {
                await house.PublishAsync($"Written meanwhile: {number}");
                // One at a time: thousands that wait to be sent would be nothing more to this test.
                await server.ExpectAsync("Create", number + 2);
            }
        });
        await Eventually.Happens("some posts", async () => await house.ReadAsync(db => db.Posts.CountAsync()) > 5);
        var before = await house.ReadAsync(db => db.Posts.Select(post => post.Id).ToListAsync());

        await using var restored = await house.BackUpAsync();
        Volatile.Write(ref goesOn, false);
        await writing;
        await house.SettleAsync();
        await restored.RestoreAsync();

        // The same posts under the same ids, the same keys, links that still open, and everybody who was let in.
        Assert.Empty(before.Except(await restored.ReadAsync(db => db.Posts.Select(post => post.Id).ToListAsync())));
        Assert.Equal("How she has grown!", Assert.Single(await restored.CommentsAsync(posts[0])).Text);
        using var client = restored.Client(server.Address);
        using var note = await client.SendAsync(joe.Question($"/posts/{posts[0]}").Seal());
        Assert.Contains("With a photo", (await note.JsonAsync()).Text("content"), StringComparison.Ordinal);
        using var picture = await client.GetAsync(link);
        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (picture.StatusCode, picture.Content.Headers.ContentType?.MediaType));
        using var mara = await restored.BrowserOfAsync(restored.Mara);
        Assert.Contains("How she has grown!", await mara.ReadAsync($"/posts/{posts[0]}"), StringComparison.Ordinal);
        server.Forget();
        await restored.PublishAsync("Written elsewhere");
        var arrived = await Eventually.Get("what was written elsewhere", () => Task.FromResult(server.Received.FirstOrDefault(
            one => one.Type == "Create"
                && one.Json.GetProperty("object").Text("content")!.Contains("Written elsewhere", StringComparison.Ordinal))));
        await arrived.AssertSignedByAsync(house, "mara", server.Host);
    }
}
