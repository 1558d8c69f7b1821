using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Delivery;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Follows;

/// <summary>Somebody elsewhere does not want to see an author any more.</summary>
public class BlockTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_Block_ends_the_follow_of_that_author_and_taking_it_back_changes_nothing()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        await joe.TellAsync(joe.Follow("tom"));
        var block = joe.Activity("Block", House.Url("/users/mara"));
        await joe.TellAsync(block);
        Assert.Equal((FollowState.Ended, FollowState.Accepted), (await house.StateAsync(joe), await house.StateAsync(joe, "tom")));

        await joe.TellAsync(joe.Activity("Undo", block.DeepClone()));
        await joe.TellAsync(joe.Activity("Undo", (string?)block["id"]));

        Assert.Equal((FollowState.Ended, FollowState.Accepted), (await house.StateAsync(joe), await house.StateAsync(joe, "tom")));
    }

    [Fact]
    public async Task Who_blocks_the_only_author_they_follow_is_sent_nothing_more()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        server.Sleep();
        await house.PublishAsync();
        await server.ExpectAsync("Create");

        await joe.TellAsync(joe.Activity("Block", House.Url("/users/mara")));

        Assert.False(await house.ReadAsync(db => DeliverActivities.Pending(db).AnyAsync(delivery => delivery.Host.Name == server.Host)));
    }

    [Fact]
    public async Task Nobody_blocks_in_the_name_of_another()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, eve) = (server.Person("joe"), server.Person("eve"));
        await house.WelcomeAsync(joe);
        await eve.TellAsync(eve.Follow());
        var block = joe.Activity("Block", House.Url("/users/mara"));

        using var answer = await eve.SendAsync(eve.Letter(block));

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }
}
