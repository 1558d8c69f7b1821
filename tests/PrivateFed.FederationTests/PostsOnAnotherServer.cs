using System.Text.Json;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>What Mara posts and how it reaches Joe's server; what of it anybody else there can get.</summary>
public sealed class PostsOnAnotherServer(Neighbourhood street) : IClassFixture<Neighbourhood>
{
    private static readonly TimeSpan RetryTime = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_post_arrives_as_one_Create_for_the_followers_only()
    {
        await street.LetJoeIn();

        var post = await street.House.Post("Ida has turned **eight**.", (TestRun.Birthday, "A cake with eight candles"));

        var create = await street.Joes.Receives("Create");
        Assert.True(create.IsAbout(post));
        Assert.True(create.Verified);
        Assert.StartsWith(street.Mara.Id, create.SignedBy, StringComparison.Ordinal);
        Assert.Equal("/inbox", create.Path);
        foreach (var addressed in new[] { create.Activity, create.About })
        {
            // The stub that Joe's server read first does not say where the followers are; the path must have /followers in it for Mastodon.
            Assert.Equal([$"{street.Mara.Id}/followers"], addressed.Strings("to"));
            Assert.Empty(addressed.Strings("cc"));
        }

        Assert.Equal(street.Mara.Id, create.About.GetProperty("attributedTo").GetString());
        Assert.Contains("<strong>eight</strong>", create.About.GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.Single(await street.Joes.Received("Create"));
    }

    [Fact]
    public async Task A_photo_is_downloaded_without_a_signature_and_has_its_description()
    {
        await street.LetJoeIn();
        await street.House.Post("Cake!", (TestRun.Birthday, "A cake with eight candles"));

        var attachment = (await street.Joes.Receives("Create")).Attachment();
        var photo = await street.Joes.Download(attachment.GetProperty("url").GetString()!);

        Assert.Equal("A cake with eight candles", attachment.GetProperty("name").GetString());
        Assert.Equal(200, photo.Status);
        Assert.Equal(attachment.GetProperty("mediaType").GetString(), photo.Headers["content-type"]);
        Assert.Equal("image/jpeg", photo.Headers["content-type"]);
        Assert.Equal([0xFF, 0xD8, 0xFF], photo.Bytes[..3]);
    }

    [Fact]
    public async Task A_post_is_shown_to_the_follower_and_the_instance_actor_and_to_nobody_else_there()
    {
        await street.LetJoeIn();
        var post = await street.House.Post("Only for us.");
        await street.Joes.Receives("Create");

        Assert.Equal(200, (await street.Joes.Fetch(post, signedAs: "joe")).Status);
        Assert.Equal(200, (await street.Joes.Fetch(post, signedAs: "instance")).Status);
        await street.MustLookLikeNothing(post, signedAs: "eve");
        await street.MustLookLikeNothing(post, signedAs: null);
        Assert.Equal(post, JsonElement.Parse((await street.Joes.Fetch(post, signedAs: "joe")).Body).GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_stranger_server_whose_instance_actor_asks_gets_nothing()
    {
        await using var others = await PeerProgram.Start("other-server.test");
        await street.LetJoeIn();
        var post = await street.House.Post("Only for us.");

        var answer = await others.Fetch(post, signedAs: "instance");

        Assert.Equal(404, answer.Status);
        Assert.Equal((await others.Fetch($"{post}0")).Body, answer.Body);
    }

    [Fact]
    public async Task An_edit_arrives_as_Update_and_a_deletion_as_Delete()
    {
        await street.LetJoeIn();
        var post = await street.House.Post("Ida has turned seven.");
        await street.Joes.Receives("Create");

        await street.House.EditPost(post, "Ida has turned eight.");
        var update = await street.Joes.Receives("Update");
        await street.House.DeletePost(post);
        var delete = await street.Joes.Receives("Delete");

        Assert.True(update.IsAbout(post));
        Assert.Contains("eight", update.About.GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.True(update.About.TryGetProperty("updated", out _));
        Assert.True(delete.IsAbout(post));
        Assert.Equal(410, (await street.Joes.Fetch(post, signedAs: "joe")).Status);
        await street.MustLookLikeNothing(post, signedAs: "eve");
    }

    [Fact]
    public async Task A_post_arrives_although_the_inbox_failed_twice()
    {
        await street.LetJoeIn();
        await street.Joes.Misbehave("500", times: 2);

        var post = await street.House.Post("Third time lucky.");

        Assert.True((await street.Joes.Receives("Create", RetryTime)).IsAbout(post));
        Assert.Equal(3, (await street.Joes.Received("Create")).Count);
    }

    [Fact]
    public async Task A_post_arrives_although_the_house_was_killed_before_it_could_be_delivered()
    {
        await street.LetJoeIn();
        await street.Joes.Misbehave("drop", times: 1000);
        var post = await street.House.Post("The lights went out.");
        await Eventually.Happens("a first try", async () => (await street.Joes.Received("Create")).Count > 0);

        await street.House.Kill();
        await street.Joes.Clear();
        await street.House.Start();

        Assert.True((await street.Joes.Receives("Create", RetryTime)).IsAbout(post));
    }
}
