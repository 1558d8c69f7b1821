using System.Globalization;
using System.Net;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Journeys;

/// <summary>How a relative comes, goes and comes back, on every kind of server that was seen.</summary>
public sealed class RelativesComeAndGo(House house) : IClassFixture<House>
{
    public static TheoryData<Manner> Manners => Rows.FirstOnBoth<TheoryData<Manner>>([.. Enum.GetValues<Manner>()]);

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task Joe_is_removed_there_too_and_may_come_back_to_his_old_pictures(Manner manner)
    {
        await using var server = await Peer.OpenAsync(house, manner);
        await server.LetInAsync();
        var post = await house.PublishAsync(photos: [await house.UploadAsync()]);
        var id = House.Url($"/posts/{post}");
        await server.SeesAsync(id);

        await house.RemoveAsync(server.Joe);
        await Eventually.Happens($"the end of the follow at Joe's ({manner})", () => Task.FromResult(!server.Follows("mara")));
        Assert.Equal([HttpStatusCode.NotFound], await server.OpenPicturesAsync(id));

        await server.LetInAsync();
        Assert.Equal([HttpStatusCode.OK], await server.OpenPicturesAsync(id));
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task A_request_that_comes_while_Joes_server_stumbles_is_not_lost(Manner manner)
    {
        await using var server = await Peer.OpenAsync(house, manner);
        server.IsDown = true;
        await server.FollowAsync();
        Assert.Null(await house.StateAsync(server.Joe));

        server.IsDown = false;
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        await Eventually.Happens($"Joe's request ({manner})", async () =>
        {
            await server.RetryAsync();
            await house.SettleAsync();
            return await house.StateAsync(server.Joe) == FollowState.Requested;
        });
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task An_old_goodbye_that_comes_late_does_not_end_a_new_follow(Manner manner)
    {
        await using var server = await Peer.OpenAsync(house, manner);
        await server.LetInAsync();
        var first = server.Joe.Follow();
        var goodbye = server.Joe.Activity("Undo", first);
        goodbye["published"] = house.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await server.UnfollowAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        await server.LetInAsync();

        await server.DeliverAsync(goodbye);
        await house.SettleAsync();

        Assert.Equal(FollowState.Accepted, await house.StateAsync(server.Joe));
    }
}
