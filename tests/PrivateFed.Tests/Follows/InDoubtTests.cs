using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Follows;

/// <summary>Posts that wait until the owner has decided about a follower with other keys are not sent once that follow is over.</summary>
public class InDoubtTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task What_waited_is_not_sent_after_a_block_that_was_undone()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = await DoubtAsync(server);
        var id = await house.IdOfAsync(joe);

        House.Value(await house.DoAsync((BlockFollowers block) => block.BlockActorAsync(id, house.Mara.Id, House.Cancellation)));
        House.Value(await house.DoAsync((UnblockFollowers unblock) => unblock.UnblockActorAsync(id, House.Cancellation)));

        await AskAgainAsync(joe);
        Assert.DoesNotContain(server.Received, one => one.Type == "Create");
    }

    [Fact]
    public async Task What_waited_is_not_sent_after_the_follow_was_taken_back()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = await DoubtAsync(server);

        await joe.TellAsync(joe.Activity("Undo", joe.Follow()));

        Assert.Equal(FollowState.Ended, await house.StateAsync(joe));
        await AskAgainAsync(joe);
        Assert.DoesNotContain(server.Received, one => one.Type == "Create");
    }

    /// <summary>A follower whose server shows another key when a post is to be sent there, and shows the old one again afterwards.</summary>
    private async Task<RemotePerson> DoubtAsync(Neighbour server)
    {
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var key = joe.Document["publicKey"]!["publicKeyPem"]!.DeepClone();
        joe.Document["publicKey"]!["publicKeyPem"] = Keys.New.ExportSubjectPublicKeyInfoPem();
        house.Clock.Advance(TimeSpan.FromDays(8));
        await house.PublishAsync();
        await house.SettleAsync();
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
        joe.Document["publicKey"]!["publicKeyPem"] = key;
        return joe;
    }

    private async Task AskAgainAsync(RemotePerson joe)
    {
        await joe.TellAsync(joe.Follow());
        await house.LetInAsync(joe);
        await house.SettleAsync();
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }
}
