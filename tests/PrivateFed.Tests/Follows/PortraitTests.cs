using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NetVips;
using PrivateFed.Follows;
using PrivateFed.Tests.Media;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Follows;

/// <summary>Whose picture is fetched, from where, and how often.</summary>
public class PortraitTests(House house) : IClassFixture<House>
{
    private static readonly byte[] Face = Drawing.Plain(40, 40, Drawing.Green).PngsaveBuffer();

    [Theory]
    [InlineData("never asked")]
    [InlineData("was turned away")]
    [InlineData("was removed")]
    [InlineData("left")]
    public async Task K_A_picture_is_not_fetched_of_somebody_who(string whatHappened)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, eve) = (server.Person("joe"), server.Person("eve"));
        await house.WelcomeAsync(joe);
        switch (whatHappened)
        {
            case "was turned away":
                await eve.TellAsync(eve.Follow());
                var id = await house.IdOfAsync(eve);
                House.Value(
                    await house.DoAsync((RejectFollow rejectFollow) => rejectFollow.RejectAsync(id, house.Mara.Id, House.Cancellation)));
                break;
            case "was removed":
                await house.WelcomeAsync(eve);
                await house.RemoveAsync(eve);
                break;
            case "left":
                await house.WelcomeAsync(eve);
                await eve.TellAsync(eve.Activity("Undo", eve.Follow()));
                break;
        }
        HasPicture(eve, server, "/eve.png");

        await eve.TellAsync(eve.Activity("Like", House.Url("/posts/1")));
        await eve.TellAsync(eve.Activity("Update", eve.Document.DeepClone()));
        await SomebodysPictureIsFetchedAsync(joe);

        Assert.DoesNotContain("/eve.png", server.Asked);
    }

    [Fact]
    public async Task K_It_is_fetched_of_somebody_who_waits()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        HasPicture(joe, server, "/joe.png");

        await joe.TellAsync(joe.Follow());

        await HasPictureHereAsync(joe);
    }

    [Fact]
    public async Task K_It_is_fetched_from_their_own_server_or_the_one_where_that_keeps_its_pictures()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var media = await Neighbour.OpenAsync(house, "other-server.test");
        await using var victim = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, ann, eve, last) = (server.Person("joe"), server.Person("ann"), server.Person("eve"), server.Person("last"));
        HasPicture(joe, media, "/joe.png");
        HasPicture(ann, server, "/ann.png");
        HasPicture(eve, victim, "/eve.png");
        foreach (var person in new[] { joe, ann, eve })
        {
            await person.TellAsync(person.Follow());
            await Eventually.Happens("a try",
                () => house.ReadAsync(db => db.RemoteActors.AnyAsync(actor => actor.Uri == person.Uri && actor.PictureFetchedAt != null)));
        }

        await HasPictureHereAsync(joe);
        await HasPictureHereAsync(ann);
        await SomebodysPictureIsFetchedAsync(last);
        Assert.Empty(victim.Asked);
    }

    [Fact]
    public async Task K_No_redirect_leads_elsewhere()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var victim = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, eve) = (server.Person("joe"), server.Person("eve"));
        HasPicture(joe, server, "/joe.png");
        server.Pages["/moved.png"] = Redirect(server.Url("/joe.png"));
        joe.Document["icon"]!["url"] = server.Url("/moved.png");
        HasPicture(eve, server, "/eve.png");
        server.Pages["/eve.png"] = Redirect(victim.Url("/eve.png"));

        await eve.TellAsync(eve.Follow());
        await joe.TellAsync(joe.Follow());

        await HasPictureHereAsync(joe);
        Assert.Contains("/eve.png", server.Asked);
        Assert.Empty(victim.Asked);
    }

    [Fact]
    public async Task K_It_is_fetched_once_a_day_however_many_Updates_come()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        HasPicture(joe, server, "/0.png");
        await house.WelcomeAsync(joe);
        await HasPictureHereAsync(joe);

        for (var number = 1; number <= 5; number++)
        {
            HasPicture(joe, server, $"/{number}.png");
            await joe.TellAsync(joe.Activity("Update", joe.Document.DeepClone()));
        }
        await SomebodysPictureIsFetchedAsync(server.Person("last"));
        Assert.Equal(["/0.png"], Pictures(server));

        house.Clock.Advance(TimeSpan.FromHours(25));
        await HasPictureHereAsync(joe);
        Assert.Equal(["/0.png", "/5.png"], Pictures(server));
    }

    private static string[] Pictures(Neighbour server) =>
        [.. server.Asked.Where(path => path.EndsWith(".png", StringComparison.Ordinal) && path != "/last.png")];

    private static void HasPicture(RemotePerson person, Neighbour at, string path)
    {
        at.Pages[path] = context => context.Response.Body.WriteAsync(Face).AsTask();
        person.Document["icon"] = new JsonObject { ["type"] = "Image", ["url"] = at.Url(path) };
    }

    private static RequestDelegate Redirect(string to) => context =>
    {
        context.Response.Redirect(to);
        return Task.CompletedTask;
    };

    private Task HasPictureHereAsync(RemotePerson person) =>
        Eventually.Happens($"the picture of {person.Handle}",
            () => house.ReadAsync(db => db.RemoteActors.AnyAsync(actor => actor.Uri == person.Uri && actor.HasPicture)));

    /// <summary>Whatever was due before is asked for before this one.</summary>
    private async Task SomebodysPictureIsFetchedAsync(RemotePerson person)
    {
        HasPicture(person, person.Server, "/last.png");
        await (await house.StateAsync(person) is null ? person.TellAsync(person.Follow())
            : person.TellAsync(person.Activity("Update", person.Document.DeepClone())));
        await HasPictureHereAsync(person);
    }
}
