using System.Net;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Journeys;

/// <summary>What a relative sees, on every kind of server that was seen: posts, circles, talk, edits.</summary>
public sealed class RelativesOnRealServers(House house) : IClassFixture<House>
{
    public static TheoryData<Manner> Manners => Rows.FirstOnBoth<TheoryData<Manner>>([.. Enum.GetValues<Manner>()]);

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task Joe_is_let_in_and_sees_what_the_family_shares(Manner manner)
    {
        await using var server = await Peer.OpenAsync(house, manner);
        await server.LetInAsync();

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
        await server.LetInAsync(circle);

        var post = await house.PublishAsync("For the grandparents.", circleIds: [circle]);

        await server.SeesAsync(House.Url($"/posts/{post}"));
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task Joe_and_Ingrid_talk_under_a_post(Manner manner)
    {
        await using var server = await Peer.OpenAsync(house, manner);
        await server.LetInAsync();
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
        await server.LetInAsync();
        var post = await house.PublishAsync("The first snow!");
        var id = House.Url($"/posts/{post}");
        await server.SeesAsync(id);

        House.Value(await house.DoAsync((EditPost edit) => edit.EditAsync(
            house.Mara.Id, post, new EditedPost("The second snow!", LifeEvent.None, new Dictionary<Guid, string>()), House.Cancellation)));
        await house.SettleAsync();
        Assert.Contains(manner == Manner.IgnoresUpdate ? "first" : "second", server.ContentOf(id), StringComparison.Ordinal);

        House.Value(
            await house.DoAsync((DeletePost delete) => delete.DeleteAsync(house.Mara.Id, house.Mara.Role, post, House.Cancellation)));
        await server.MissesAsync(id);
    }
}
