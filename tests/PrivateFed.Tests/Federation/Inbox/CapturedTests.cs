using System.Net;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.Inbox;

/// <summary>What real servers sent gets in: somebody asks, is let in, comments and reacts.</summary>
public class CapturedTests(House house) : IClassFixture<House>
{
    [Fact]
    public Task D1_GoToSocial_which_shows_its_actor_to_who_signs() =>
        GetsInAsync("gotosocial", "main_key_unsigned.json", "follow", "create_reply", "like");

    [Fact]
    public Task D2_Snac_which_leaves_stray_bytes_after_its_key() => GetsInAsync("snac2", "person.json", "follow");

    [Fact]
    public Task D_Misskey() => GetsInAsync("misskey", "person_ann.json", "follow_id", "create_note", "like_id");

    [Fact]
    public Task D_Iceshrimp() => GetsInAsync("iceshrimp_net", "person_iris.json", "follow_id", "create_note", "like_id");

    [Fact]
    public Task D_Iceshrimp_reacts_with_an_emoji() =>
        GetsInAsync("iceshrimp_net", "person_iris.json", "follow_id", "create_note", "emojireact_id");

    // Its Follow is signed with the key of another spelling of the actor; here with the one that its comments are signed with.
    [Fact]
    public Task D_WordPress_with_Friends() => GetsInAsync("wordpress_friends", "person_willa_2.json", "follow_id", "create_note");

    [Fact]
    public Task D_Hollo() => GetsInAsync("hollo", "person_hanna.json", "follow_id", "create_note", "like_id");

    [Fact]
    public Task D_Hollo_reacts_with_an_emoji() => GetsInAsync("hollo", "person_hanna.json", "follow_id", "create_note_2", "emojireact_id");

    private async Task GetsInAsync(string software, string actor, string follow, string? reply = null, string? reaction = null)
    {
        Assert.SkipUnless(Captured.AreThere, Captured.Missing);
        await using var server = await Neighbour.OpenAsync(house);
        var captured = await Captured.OpenAsync(server, software, actor);

        await TellAsync(captured, await captured.LetterAsync(follow));
        Assert.Equal(FollowState.Requested, await house.StateAsync(captured.Person));
        await house.LetInAsync(captured.Person);
        Assert.Equal(FollowState.Accepted, await house.StateAsync(captured.Person));

        var post = await house.PublishAsync();
        if (reply is not null)
        {
            await TellAsync(captured, await captured.LetterAsync(reply, post));
            Assert.Single(await house.CommentsAsync(post));
        }
        if (reaction is not null)
        {
            await TellAsync(captured, await captured.LetterAsync(reaction, post));
            Assert.Single(await house.ReactionsAsync(post));
        }
    }

    private async Task TellAsync(Captured captured, Letter letter)
    {
        using var answer = await captured.Person.SendAsync(letter);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await house.SettleAsync();
    }
}
