using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.RemoteActors;

/// <summary>Whose key is looked up shows neither in how often somebody may ask nor in how long the answer takes.</summary>
[Trait("Database", "none")]
public class LookUpTests(House house) : IClassFixture<House>
{
    private const int Questions = 20;

    private static readonly RSA EvesKey = Keys.Of("Eve, who speaks for others");

    public static TheoryData<string> Askings =>
    [
        "a key of a server that is known", "a key of a server never met", "the key of a follower", "an Undo by a follower",
        "an Undo by somebody beside them",
        "an Undo by a server never met", "a self-Delete by somebody beside them", "a GET by the key of a follower",
        "a GET by a key of a server that is known",
        "a GET by a key of a server never met",
    ];

    [Theory]
    [MemberData(nameof(Askings))]
    public async Task P_A_question_counts_alike_whether_or_not_anything_is_looked_up_for_it(string asking)
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var strange = await Neighbour.OpenAsync(house, "other-server.test");
        await using var eves = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, eve) = (server.Person("joe"), eves.Person("eve"));
        await house.WelcomeAsync(joe);
        using var stopped = house.Clock.Stop();

        for (var number = 0; number < Questions; number++)
        {
            var isStranger = asking.EndsWith("never met", StringComparison.Ordinal);
            var person = isStranger ? strange.Person("stranger") : asking.EndsWith("beside them", StringComparison.Ordinal)
                ? server.Person("ann")
                : joe;
            var letter = asking.Split(' ')[1] switch
            {
                "GET" => person.Question("/users/mara"),
                "Undo" => person.Letter(person.Activity("Undo", person.Follow())),
                "self-Delete" => person.Letter(person.Activity("Delete", person.Uri)),
                _ => person.Letter(person.Activity("Like", House.Url("/posts/1"))),
            };
            letter.Key = EvesKey;
            letter.KeyId = asking.EndsWith("of a follower", StringComparison.Ordinal) ? joe.KeyId : $"{person.Uri}#another-{number}";
            using var answer = await eve.SendAsync(letter);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await LikeAsync(eve));
        house.Clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(HttpStatusCode.Unauthorized, await LikeAsync(eve));
        Assert.Equal(HttpStatusCode.TooManyRequests, await LikeAsync(eve));
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }

    [Fact]
    public async Task P_What_was_looked_up_of_one_server_keeps_nobody_from_another()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, ann) = (server.Person("joe"), other.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        using var stopped = house.Clock.Stop();
        for (var network = 0; network < 6; network++)
        {
            await using var eves = await Neighbour.OpenAsync(house, "other-server.test");
            for (var number = 0; number < Questions; number++)
            {
                var letter = joe.Letter(joe.Activity("Like", House.Url("/posts/1")));
                (letter.KeyId, letter.Key) = ($"{joe.Uri}#another-{network}-{number}", EvesKey);
                (await eves.Instance.SendAsync(letter)).Dispose();
            }
        }

        await other.Person("anns-aunt").TellAsync(other.Person("anns-aunt").Follow());
        var beside = other.Person("beside");
        await beside.TellAsync(beside.Activity("Like", House.Url("/posts/1")));

        // Joe's server itself is left in peace.
        Assert.InRange(server.Asked.Count, 1, 40);
    }

    [Fact]
    public async Task P_A_look_up_takes_as_long_as_none()
    {
        await using var real = await House.OpenAsync();
        real.AnswerTimes = new AnswerTimes();
        await real.RestartAsync();
        await using var server = await Neighbour.OpenAsync(real);
        await using var other = await Neighbour.OpenAsync(real, "other-server.test");
        await using var strange = await Neighbour.OpenAsync(real, "other-server.test");
        var (joe, ann, stranger) = (server.Person("joe"), other.Person("ann"), strange.Person("stranger"));
        await real.WelcomeAsync(joe);
        await real.WelcomeAsync(ann);
        server.Pages["/users/slow"] = async context =>
        {
            await Task.Delay(1_500, House.Cancellation);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        };
        other.Pages["/users/never"] = context => Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted);
        // What Mallory signs well in others' names: their servers are asked whether they said so.
        await using var mallorys = await Neighbour.OpenAsync(real, "other-server.test");
        var mallory = mallorys.Person("mallory");
        await mallory.TellAsync(mallory.Follow());
        var shown = server.Person("slow").Reply(Guid.NewGuid());
        server.Pages[new Uri((string)shown["object"]!["id"]!).AbsolutePath] = server.Pages["/users/slow"];

        var took = await Task.WhenAll(
            ForgedAsync(joe, joe.KeyId), ForgedAsync(joe, server.Url("/users/slow#key")), ForgedAsync(ann, other.Url("/users/never#key")),
            ForgedAsync(stranger, stranger.KeyId),
            ForgedAsync(joe, joe.KeyId, "Undo"), ForgedAsync(joe, server.Url("/users/slow#other-key"), "Undo"),
            ForgedAsync(stranger, stranger.KeyId, "Undo"),
            SentAsync(mallory, mallory.Letter(shown)), SentAsync(mallory, mallory.Letter(stranger.Reply(Guid.NewGuid()))));

        Assert.All(took, time => Assert.InRange(time, TimeSpan.FromSeconds(2.9), TimeSpan.FromSeconds(8)));
    }

    [Fact]
    public async Task P_Reading_takes_as_long_whoever_is_known()
    {
        await using var real = await House.OpenAsync();
        real.AnswerTimes = new AnswerTimes();
        await real.RestartAsync();
        await using var server = await Neighbour.OpenAsync(real);
        await using var strange = await Neighbour.OpenAsync(real, "other-server.test");
        var (joe, stranger) = (server.Person("joe"), strange.Person("stranger"));
        await real.WelcomeAsync(joe);
        server.Pages["/users/never"] = context => Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted);

        var took = await Task.WhenAll(new[] { joe.KeyId, server.Url("/users/never#key"), stranger.KeyId }.Select(keyId =>
        {
            var letter = stranger.Question("/users/mara/outbox");
            (letter.KeyId, letter.Key) = (keyId, EvesKey);
            return SentAsync(stranger, letter);
        }));

        Assert.All(took, time => Assert.InRange(time, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(6)));
    }

    private static async Task<HttpStatusCode> LikeAsync(RemotePerson eve)
    {
        var letter = eve.Letter(eve.Activity("Like", House.Url("/posts/1")));
        letter.KeyId = $"{eve.Uri}#{Guid.NewGuid():N}";
        using var answer = await eve.SendAsync(letter);
        return answer.StatusCode;
    }

    private static Task<TimeSpan> ForgedAsync(RemotePerson person, string keyId, string type = "Like")
    {
        var letter = person.Letter(person.Activity(type, type == "Undo" ? person.Follow() : JsonValue.Create(House.Url("/posts/1"))));
        (letter.KeyId, letter.Key) = (keyId, EvesKey);
        return SentAsync(person, letter);
    }

    private static async Task<TimeSpan> SentAsync(RemotePerson person, Letter letter)
    {
        var watch = Stopwatch.StartNew();
        (await person.SendAsync(letter)).Dispose();
        return watch.Elapsed;
    }
}
