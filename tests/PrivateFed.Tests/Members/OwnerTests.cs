using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Members;

/// <summary>More than one may look after a house, and somebody always does.</summary>
public class OwnerTests
{
    [Fact]
    public async Task Mara_makes_Tom_an_owner_and_then_either_may_step_down_but_not_both()
    {
        await using var house = await House.OpenAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var alone = await mara.SubmitAsync("/me", "/me?handler=StepDown");
        Assert.Contains("last owner", await alone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await tom.StatusAsync("/family/invite"));

        (await mara.SubmitAsync($"/family/members/{house.Tom.Id}", $"/family/members/{house.Tom.Id}?handler=Owner")).Dispose();

        Assert.Equal(HttpStatusCode.OK, await tom.StatusAsync("/family/invite"));
        (await mara.SubmitAsync("/me", "/me?handler=StepDown")).Dispose();
        Assert.Equal(HttpStatusCode.NotFound, await mara.StatusAsync("/family/invite"));
        // Her text it was; from now on she is asked like everybody else.
        Assert.Equal(HttpStatusCode.Redirect, await mara.StatusAsync("/"));
        (await mara.SubmitAsync("/welcome", "/welcome", ("agrees", "true"), ("version", "1"))).Dispose();
        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync("/write"));
        using var last = await tom.SubmitAsync("/me", "/me?handler=StepDown");
        Assert.Equal(HttpStatusCode.OK, last.StatusCode);
        using var leaving = await tom.SubmitAsync("/me/agreement", "/me/agreement", ("words", "erase"));
        Assert.Equal(HttpStatusCode.OK, leaving.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await tom.StatusAsync("/family/invite"));
    }

    [Fact]
    public async Task Two_owners_who_go_at_the_same_moment_do_not_leave_the_house_alone()
    {
        await using var house = await House.OpenAsync();
        House.Value(await house.DoAsync((ChangeRole change) => change.ToOwnerAsync(house.Tom.Id, House.Cancellation)));

        await Task.WhenAll(
            house.DoAsync((ChangeRole change) => change.StepDownAsync(house.Mara.Id, House.Cancellation)),
            house.DoAsync((RemoveMember remove) => remove.RemoveAsync(house.Tom.Id, House.Cancellation)));

        Assert.Equal(1, await house.ReadAsync(db => db.Members.CountAsync(member => member.Role == Role.Owner
            && member.RemovedAt == null)));
    }

    [Fact]
    public async Task Nobody_makes_themselves_an_owner()
    {
        await using var house = await House.OpenAsync();
        using var tom = await house.BrowserOfAsync(house.Tom);

        using var answer = await tom.SubmitAsync("/me", $"/family/members/{house.Tom.Id}?handler=Owner");
        using var down = await tom.SubmitAsync("/me", "/me?handler=StepDown");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (answer.StatusCode, down.StatusCode));
        Assert.Equal(Role.Author, await house.ReadAsync(db => db.Members.Where(member => member.Id == house.Tom.Id)
            .Select(member => member.Role).SingleAsync()));
    }
}
