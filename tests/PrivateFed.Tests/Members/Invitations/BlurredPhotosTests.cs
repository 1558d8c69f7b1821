using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Members.Invitations;

/// <summary>An invitation shows colours of the newest photos only where an owner allows it, and never a file or an id.</summary>
public class BlurredPhotosTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Until_an_owner_allows_it_an_invitation_shows_nothing_of_the_photos()
    {
        await house.PublishAsync(photos: [await house.UploadAsync()]);
        var link = await house.InvitationAsync("Bo");
        using var bo = new Browser(house);
        using var mara = await house.BrowserOfAsync(house.Mara);

        using var asItBegan = await mara.SubmitAsync("/family/settings", "/family/settings?handler=Invitations");
        var before = await bo.ReadAsync(link);
        using var allowed = await mara.SubmitAsync("/family/settings", "/family/settings?handler=Invitations", ("blurs", "true"));
        var shown = await bo.ReadAsync(link);
        using var ended = await mara.SubmitAsync("/family/settings", "/family/settings?handler=Invitations");
        var after = await bo.ReadAsync(link);

        Assert.DoesNotContain("data-hash", before, StringComparison.Ordinal);
        Assert.Contains("data-hash", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("data-hash", after, StringComparison.Ordinal);
        var log = await mara.ReadAsync("/family/log");
        Assert.Contains("Invitations show blurred photos", log, StringComparison.Ordinal);
        Assert.Contains("Invitations no longer show blurred photos", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_photos_that_everyone_here_may_see_only_the_blur_is_shown()
    {
        var everyones = await house.UploadAsync();
        var circles = await house.UploadAsync();
        var farewells = await house.UploadAsync();
        await house.PublishAsync(photos: [everyones]);
        await house.PublishAsync(photos: [circles], circleIds: [await house.CircleAsync(house.Ingrid)]);
        House.Value(await house.DoAsync((PublishPost publish) => publish.PublishAsync(
            house.Mara.Id, new NewPost("", [farewells], []) { LifeEvent = new LifeEvent(LifeEventKind.Farewell, "Grandpa", null) },
            House.Cancellation)));
        await house.ReadAsync(async db =>
        {
            // Whose blur it is can be told by it.
            foreach (var (id, hash) in new[] { (everyones.Id, "everyones"), (circles.Id, "circles"), (farewells.Id, "farewells") })
            {
                await db.Photos.Where(photo => photo.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(photo => photo.Blurhash, hash), House.Cancellation);
            }
            return await db.Houses.ExecuteUpdateAsync(
                set => set.SetProperty(one => one.InvitationsShowBlurs, true), House.Cancellation);
        });
        house.Part<PrivateFed.Houses.CurrentHouse>().Invalidate();
        using var bo = new Browser(house);
        var link = await house.InvitationAsync("Bo");

        var page = await bo.ReadAsync(link);

        Assert.Contains("data-hash=\"everyones\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("circles\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("farewells\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{everyones.Id}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/photos/", page, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, await bo.StatusAsync($"/photos/{everyones.Id}/{PrivateFed.Media.MakeRenditions.Small}"));
    }
}
