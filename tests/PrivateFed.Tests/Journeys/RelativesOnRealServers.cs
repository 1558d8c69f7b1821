using System.Globalization;
using System.Net;
using PrivateFed.Follows;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Journeys;

/// <summary>What a relative lives through, on every kind of server that was seen: from the request to the last picture.</summary>
public sealed class RelativesOnRealServers(House house) : IClassFixture<House>
{
    public static TheoryData<Manner> Manners => [.. Enum.GetValues<Manner>()];

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task Joe_is_let_in_and_sees_what_the_family_shares(Manner manner)
    {
        await using var server = await Peer.OpenAsync(house, manner);
        await LetInAsync(server);

        var post = await house.PublishAsync(photos: [await house.UploadAsync()]);

        await server.SeesAsync(House.Url($"/posts/{post}"));
        Assert.Equal([HttpStatusCode.OK], await server.OpenPicturesAsync(House.Url($"/posts/{post}")));
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task Joe_sees_a_post_to_his_circle(Manner manner)
    {
        await using var server = await Peer.OpenAsync(house, manner);
        var circle = await house.CircleAsync();
        await LetInAsync(server, circle);

        var post = await house.PublishAsync("For the grandparents.", circleIds: [circle]);

        await server.SeesAsync(House.Url($"/posts/{post}"));
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task Joe_and_Ingrid_talk_under_a_post(Manner manner)
    {
        await using var server = await Peer.OpenAsync(house, manner);
        await LetInAsync(server);
        var post = await house.PublishAsync();
        await server.SeesAsync(House.Url($"/posts/{post}"));

        await server.DeliverAsync(server.Joe.Reply(post));
        await server.DeliverAsync(server.Joe.Activity("Like", House.Url($"/posts/{post}")));
        await house.SettleAsync();

        Assert.Equal("<p>How lovely!</p>", Assert.Single(await house.CommentsAsync(post)).Html);
        Assert.Equal(Reaction.Heart, Assert.Single(await house.ReactionsAsync(post)).Kind);
        var comment = await house.CommentAsync(house.Ingrid, post);
        await server.SeesAsync(House.Url($"/comments/{comment}"));
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task An_edit_and_a_deletion_reach_Joe(Manner manner)
    {
        await using var server = await Peer.OpenAsync(house, manner);
        await LetInAsync(server);
        var post = await house.PublishAsync("The first snow!");
        var id = House.Url($"/posts/{post}");
        await server.SeesAsync(id);

        House.Value(await house.DoAsync((EditPost edit) => edit.ByAsync(house.Mara.Id, post, new EditedPost("The second snow!", Occasion.None, new Dictionary<Guid, string>()), House.Cancellation)));
        await house.SettleAsync();
        Assert.Contains(manner == Manner.IgnoresUpdate ? "first" : "second", server.ContentOf(id), StringComparison.Ordinal);

        House.Value(await house.DoAsync((DeletePost delete) => delete.ByAsync(house.Mara.Id, house.Mara.Role, post, House.Cancellation)));
        await server.MissesAsync(id);
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task Joe_is_removed_there_too_and_may_come_back_to_his_old_pictures(Manner manner)
    {
        await using var server = await Peer.OpenAsync(house, manner);
        await LetInAsync(server);
        var post = await house.PublishAsync(photos: [await house.UploadAsync()]);
        var id = House.Url($"/posts/{post}");
        await server.SeesAsync(id);

        await house.RemoveAsync(server.Joe);
        await Eventually.Happens($"the end of the follow at Joe's ({manner})", () => Task.FromResult(!server.Follows("mara")));
        Assert.Equal([HttpStatusCode.NotFound], await server.OpenPicturesAsync(id));

        await LetInAsync(server);
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
        await LetInAsync(server);
        var first = server.Joe.Follow();
        var goodbye = server.Joe.Activity("Undo", first);
        goodbye["published"] = house.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await server.UnfollowAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        await LetInAsync(server);

        await server.DeliverAsync(goodbye);
        await house.SettleAsync();

        Assert.Equal(FollowState.Accepted, await house.StateAsync(server.Joe));
    }

    private async Task LetInAsync(Peer server, params Guid[] circleIds)
    {
        await server.FollowAsync();
        await house.SettleAsync();
        await house.LetInAsync(server.Joe, circleIds);
        Assert.True(server.Follows("mara"));
    }
}
