using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Web.Pages.Desk;

/// <summary>The page of somebody who asks to follow, and what can be taken back right after the answer.</summary>
public class RequestTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Who_was_let_in_by_mistake_is_out_again_with_one_tap()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var hanna = server.Person("hanna");
        await hanna.TellAsync(hanna.Follow());
        var page = $"/family/requests/{await house.IdOfAsync(hanna)}";
        var circle = await house.CircleAsync(house.Ingrid);
        using var mara = await house.BrowserOfAsync(house.Mara);

        (await mara.SubmitAsync(page, page, ("answer", "yes"), ("circleIds", $"{circle}"), ("Older", "All"))).Dispose();
        var family = WebUtility.HtmlDecode(await mara.ReadAsync("/family"));
        Assert.Contains("is in, and will see new posts from now on.", family, StringComparison.Ordinal);
        Assert.Contains($"{page}?handler=Undo", family, StringComparison.Ordinal);
        Assert.DoesNotContain("?handler=Undo", await mara.ReadAsync("/family"), StringComparison.Ordinal);
        server.Forget();
        using var undone = await mara.SubmitAsync("/me", $"{page}?handler=Undo");

        Assert.Equal("/family", undone.Headers.Location?.OriginalString);
        Assert.Equal(FollowState.Ended, await house.StateAsync(hanna));
        Assert.Contains("isn't in after all", WebUtility.HtmlDecode(await mara.ReadAsync("/family")), StringComparison.Ordinal);
        await server.ExpectAsync("Reject");
        Assert.False(await house.ReadAsync(db => db.Circles.AnyAsync(one => one.Id == circle && one.Followers.Count > 0)));
        Assert.False(await house.ReadAsync(db => db.Histories.AnyAsync()));
        Assert.DoesNotContain(page, await mara.ReadAsync("/family"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("never")]
    public async Task A_no_offers_nothing_to_undo_and_undoing_it_changes_nothing(string answer)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var eve = server.Person("eve");
        await eve.TellAsync(eve.Follow());
        var page = $"/family/requests/{await house.IdOfAsync(eve)}";
        using var mara = await house.BrowserOfAsync(house.Mara);

        (await mara.SubmitAsync(page, page, ("answer", answer))).Dispose();

        Assert.DoesNotContain("?handler=Undo", await mara.ReadAsync("/family"), StringComparison.Ordinal);
        (await mara.SubmitAsync("/me", $"{page}?handler=Undo")).Dispose();
        Assert.Equal(FollowState.Rejected, await house.StateAsync(eve));
        Assert.DoesNotContain("after all", await mara.ReadAsync("/family"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_owner_can_undo()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var id = await house.WelcomeAsync(joe);
        using var tom = await house.BrowserOfAsync(house.Tom);

        using var undone = await tom.SubmitAsync("/me", $"/family/requests/{id}?handler=Undo");

        Assert.Equal(HttpStatusCode.NotFound, undone.StatusCode);
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }

    [Fact]
    public async Task The_answers_come_before_circles_and_older_posts()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var ann = server.Person("ann");
        await ann.TellAsync(ann.Follow());
        using var mara = await house.BrowserOfAsync(house.Mara);

        var page = await mara.ReadAsync($"/family/requests/{await house.IdOfAsync(ann)}");

        string[] inOrder = ["<h1", "app, with their photos", "value=\"yes\"", "value=\"no\"", "value=\"never\"", "<details",
            "name=\"Older\"", "value=\"never-server\""];
        var places = inOrder.Select(part => page.IndexOf(part, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }
}
