using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.Inbox;

/// <summary>Nobody learns by sending who follows the house: what is refused is answered with the same bytes, whoever is known.</summary>
public class NoTellTests(House house) : IClassFixture<House>
{
    private static readonly RSA EvesKey = Keys.Of("Eve, who speaks for others");

    public static TheoryData<string> Forgeries => Rows.FirstOnBoth<TheoryData<string>>(
    [
        "a self-Delete", "a self-Delete without a signature", "a self-Delete with a signature that cannot be read", "an Undo",
        "an Undo without a signature",
        "a Like", "a Like without a signature", "a Like with a signature that cannot be read", "a Create", "an Update", "a Flag",
        "a Like by a key that nobody has", "a Like that was sent yesterday", "a Like without a digest",
    ]);

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task P_A_forgery_is_answered_alike_for_a_follower_for_somebody_beside_them_and_for_a_server_never_met(string forgery)
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var strange = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, beside, stranger) = (server.Person("joe"), server.Person("ann"), strange.Person("stranger"));
        await house.WelcomeAsync(joe);
        await house.SettleAsync();
        var (before, asked) = (await house.CountRowsAsync(), server.Asked.Count);

        var answers = new List<string>();
        foreach (var person in new[] { joe, beside, stranger })
        {
            using var answer = await ForgeAsync(forgery, person);
            answers.Add(await answer.EverythingAsync());
        }

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.StartsWith(forgery.Contains("self-Delete", StringComparison.Ordinal) || forgery.Contains("Undo", StringComparison.Ordinal)
            ? "202"
            : "401", answers[0], StringComparison.Ordinal);
        Assert.Equal(before, await house.CountRowsAsync());
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
        // A server with which the house has nothing to do is not called, and one that it knows at most once for each key.
        Assert.Empty(strange.Asked);
        Assert.InRange(server.Asked.Count - asked, 0, 2);
    }

    [Fact]
    public async Task P_Whoever_has_used_up_their_look_ups_hears_so_of_every_key()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var strange = await Neighbour.OpenAsync(house, "other-server.test");
        await using var eves = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, stranger, eve) = (server.Person("joe"), strange.Person("stranger"), eves.Person("eve"));
        await house.WelcomeAsync(joe);
        // However long the requests take, no look-up comes back in between.
        using var stopped = house.Clock.Stop();
        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < 21; number++)
        {
            var letter = eve.Letter(eve.Follow());
            letter.KeyId = eves.Url($"/users/nobody{number}#main-key");
            using var answer = await eve.SendAsync(letter);
            statuses.Add(answer.StatusCode);
        }
        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 20), HttpStatusCode.TooManyRequests], statuses);

        var answers = new List<HttpStatusCode>();
        foreach (var (person, keyId) in new[] { (joe, $"{joe.Uri}#another-key"), (joe, joe.KeyId),
            (stranger, $"{stranger.Uri}#another-key") })
        {
            var forged = person.Letter(person.Activity("Like", House.Url("/posts/1")));
            (forged.KeyId, forged.Key) = (keyId, EvesKey);
            using var answer = await eve.SendAsync(forged);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], answers);
    }

    [Fact]
    public async Task P_What_was_signed_well_by_somebody_else_is_answered_alike()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var strange = await Neighbour.OpenAsync(house, "other-server.test");
        await using var eves = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, stranger, eve) = (server.Person("joe"), strange.Person("stranger"), eves.Person("eve"));
        await house.WelcomeAsync(joe);
        await eve.TellAsync(eve.Follow());

        foreach (var type in new[] { "Undo", "Delete", "Like", "Create", "Follow" })
        {
            var answers = new List<string>();
            foreach (var person in new[] { joe, stranger })
            {
                var activity = person.Activity(type, type is "Delete" ? person.Uri : type is "Undo" ? person.Follow()
                    : House.Url("/users/mara"));
                using var answer = await eve.SendAsync(eve.Letter(activity));
                answers.Add(await answer.EverythingAsync());
            }
            Assert.Equal(answers[0], answers[1]);
        }

        await house.SettleAsync();
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }

    [Fact]
    public async Task P_A_true_self_Delete_still_has_its_effect()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);

        await joe.TellAsync(joe.Activity("Delete", joe.Uri));

        Assert.Equal(FollowState.Ended, await house.StateAsync(joe));
    }

    private static Task<HttpResponseMessage> ForgeAsync(string forgery, RemotePerson person)
    {
        var activity = forgery.Split(' ')[1] switch
        {
            "self-Delete" => person.Activity("Delete", person.Uri),
            "Undo" => person.Activity("Undo", person.Follow()),
            "Create" => person.Reply(Guid.Empty),
            "Update" => person.Activity("Update", person.Document.DeepClone()),
            var type => person.Activity(type, House.Url("/users/mara")),
        };
        var letter = person.Letter(activity);
        letter.Key = EvesKey;
        if (forgery.EndsWith("by a key that nobody has", StringComparison.Ordinal))
        {
            letter.KeyId = $"{person.Uri}#nobodys-key";
        }
        if (forgery.EndsWith("sent yesterday", StringComparison.Ordinal))
        {
            letter.Date = Letter.HttpDate(person.Server.House.Clock.GetUtcNow().AddDays(-1));
        }
        if (forgery.EndsWith("without a digest", StringComparison.Ordinal))
        {
            (letter.Digest, letter.SignedFields) = (null, "(request-target) host date content-type");
        }
        return person.SendAsync(letter, request =>
        {
            if (forgery.EndsWith("without a signature", StringComparison.Ordinal))
            {
                request.Headers.Remove("Signature");
            }
            if (forgery.EndsWith("cannot be read", StringComparison.Ordinal))
            {
                request.Headers.Remove("Signature");
                request.Headers.TryAddWithoutValidation("Signature", "keyId=\"x\"");
            }
        });
    }
}
