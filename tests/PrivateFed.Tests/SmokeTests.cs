using System.Net;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests;

public class SmokeTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Smoke()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
        await server.ExpectAsync("Accept");
        var photo = await house.UploadAsync();
        var post = await house.PublishAsync(photos: [photo]);
        await server.ExpectAsync("Create");
        using var answer = await joe.GetAsync($"/posts/{post}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var page = await ingrid.GetAsync($"/photos/{photo.Id}/small.webp");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var counts = await house.CountRowsAsync();
        Assert.True(counts["Posts"] > 0);
    }
}
