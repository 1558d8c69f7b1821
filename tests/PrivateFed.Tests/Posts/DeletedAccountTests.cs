using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Tests.Media;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Posts;

/// <summary>Somebody elsewhere deletes their account: what they wrote and who they were is erased here too.</summary>
public class DeletedAccountTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData("by id")]
    [InlineData("as a Tombstone")]
    [InlineData("as the whole actor")]
    public async Task B18_With_an_account_go_its_words_reactions_name_bio_and_face(string how)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        using var picture = Drawing.Photo(300, 200);
        joe.Document["icon"] = new JsonObject { ["type"] = "Image", ["url"] = server.Url("/joe.png") };
        joe.Document["url"] = server.Url("/@joe");
        server.Pages["/joe.png"] = context => context.Response.Body.WriteAsync(picture.WriteToBuffer(".png")).AsTask();
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var id = await house.IdOfAsync(joe);
        await Eventually.Happens("Joe's picture",
            () => house.ReadAsync(db => db.RemoteActors.AnyAsync(actor => actor.Id == id && actor.HasPicture)));
        var face = house.FaceOf(id);
        Assert.True(File.Exists(face));
        var post = await house.PublishAsync();
        var reply = joe.Reply(post);
        await joe.TellAsync(reply);
        await joe.TellAsync(joe.Activity("Like", House.Url($"/posts/{post}")));
        await ann.TellAsync(ann.Activity("Like", (string)reply["object"]!["id"]!));
        await ann.TellAsync(ann.Activity("Like", House.Url($"/posts/{post}")));

        await joe.TellAsync(joe.Activity("Delete", how switch
        {
            "by id" => joe.Uri,
            "as a Tombstone" => new JsonObject { ["id"] = joe.Uri, ["type"] = "Tombstone" },
            _ => joe.Document.DeepClone(),
        }));

        Assert.Empty(await house.CommentsAsync(post));
        Assert.Equal(await house.IdOfAsync(ann), Assert.Single(await house.ReactionsAsync(post)).RemoteActorId);
        Assert.Equal("", await house.ReadAsync(db => db.Comments.Where(comment => comment.RemoteActorId == id)
            .Select(comment => comment.Html).SingleAsync()));
        var left = await house.ReadAsync(db => db.RemoteActors.AsNoTracking().SingleAsync(actor => actor.Id == id));
        Assert.Equal(("joe", "", null, null, false), (left.Name, left.Summary, left.IconUrl, left.Url, left.HasPicture));
        Assert.False(File.Exists(face));
        Assert.Equal(FollowState.Ended, await house.StateAsync(joe));
        Assert.True(await house.ReadAsync(db => db.AuditEntries.AnyAsync(deed => deed.Action == AuditAction.FollowerLeft
            && deed.Who == "joe from next door")));
    }

    [Fact]
    public async Task B18_Who_comes_back_under_the_same_address_asks_anew()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        await joe.TellAsync(joe.Activity("Delete", joe.Uri));

        await joe.TellAsync(joe.Follow());

        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }
}
