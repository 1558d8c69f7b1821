using System.Net;
using System.Text;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.RemoteActors;

/// <summary>
/// Requests signed as RFC 9421 says: believed when right, refused with 401 when wrong in any way, and then nothing is written.
/// </summary>
public class MessageSignatureTests(House house) : IClassFixture<House>
{
    private static readonly Dictionary<string, Action<MessageSeal>> Spoilt = new(StringComparer.Ordinal)
    {
        ["without created"] = seal => seal.Parameters = ";keyid=\"x\"",
        ["created an hour and a half ago"] = seal => seal.Created -= 5400,
        ["created in an hour and a half"] = seal => seal.Created += 5400,
        ["expired"] = seal => seal.MoreParameters = $";expires={seal.Created - 600}",
        ["by an unknown algorithm"] = seal => seal.MoreParameters = ";alg=\"hmac-sha256\"",
        ["by another algorithm than its key's"] = seal => seal.MoreParameters = ";alg=\"ed25519\"",
        ["of another body"] = seal => seal.Digest = "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:",
        ["with a digest that is none"] = seal => seal.Digest = "sha-256=47DEQpj8HBSa",
        ["with a digest of an old algorithm"] = seal => seal.Digest = "md5=:1B2M2Y8AsgTpgAmY7PhCfg==:",
        ["without the digest"] = seal => seal.Components = "\"@method\" \"@target-uri\"",
        ["without the method"] = seal => seal.Components = "\"@target-uri\" \"content-digest\"",
        ["without the target"] = seal => seal.Components = "\"@method\" \"content-digest\"",
        ["with a component twice"] = seal => seal.Components += " \"@method\"",
        ["with a component that is not known"] = seal => seal.Components += " \"@future\"",
        ["with a component of another request"] = seal => seal.Components = "\"@method\";req \"@target-uri\" \"content-digest\"",
        ["for another host"] = seal => seal.TargetUri = "https://joe-server.test/users/mara/inbox",
        ["for another path"] = seal => seal.TargetUri = House.Url("/users/tom/inbox"),
        ["for http"] = seal => seal.TargetUri = seal.TargetUri.Replace("https:", "http:", StringComparison.Ordinal),
        ["labelled otherwise than its value"] = seal => seal.LabelOfValue = "sig2",
        ["beside another of its label"] = seal => seal.Another = ("sig1=(\"date\");created=1;keyid=\"x\"", "sig1=:AAAA:"),
    };

    public static TheoryData<string> Faults => Rows.FirstOnBoth<TheoryData<string>>([.. Spoilt.Keys]);

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_letter_from_a_follower_is_refused_when_it_is_signed(string fault)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        await house.SettleAsync();
        var before = await house.CountRowsAsync();
        var seal = new MessageSeal(joe.Letter(joe.Reply(post)));
        Spoilt[fault](seal);

        using var answer = await SendAsync(joe, seal);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await house.SettleAsync();
        Assert.Equal(before, await house.CountRowsAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData(";alg=\"rsa-v1_5-sha256\"")]
    public async Task A_letter_that_is_signed_well_is_taken_once(string more)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var letter = joe.Letter(joe.Reply(post));

        for (var i = 0; i < 2; i++)
        {
            using var answer = await SendAsync(joe, new MessageSeal(letter) { MoreParameters = more });
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        await house.SettleAsync();
        Assert.Single(await house.CommentsAsync(post));
    }

    [Fact]
    public async Task The_first_of_two_labels_that_keeps_the_rules_is_believed()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var seal = new MessageSeal(joe.Letter(joe.Reply(post))) { Another = ("proxy=(\"date\");created=1;keyid=\"x\"", "proxy=:AAAA:") };

        using var answer = await SendAsync(joe, seal);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_changed_on_the_way_is_refused()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var letter = joe.Letter(joe.Reply(await house.PublishAsync()));
        using var request = new MessageSeal(letter).Seal();
        var changed = Encoding.UTF8.GetString(letter.Body).Replace("lovely", "ugly", StringComparison.Ordinal);
        request.Content = new StringContent(changed, Encoding.UTF8, "application/activity+json");

        using var answer = await server.Client.SendAsync(request, House.Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_follower_reads_a_post_and_a_stranger_does_not()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var question = joe.Question($"/posts/{await house.PublishAsync()}");

        using var read = await SendAsync(joe, new MessageSeal(question));
        using var elsewhere = await SendAsync(joe, new MessageSeal(question) { TargetUri = House.Url("/posts/1") });

        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(RemotePerson person, MessageSeal seal)
    {
        using var request = seal.Seal();
        return await person.Server.Client.SendAsync(request, House.Cancellation);
    }
}
