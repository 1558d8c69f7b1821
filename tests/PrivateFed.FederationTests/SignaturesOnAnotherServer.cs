using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>Both forms of request signatures and integrity proofs, between the house and a server of another make.</summary>
public sealed class SignaturesOnAnotherServer
{
    private const string Rfc9421 = "rfc9421";

    [Fact]
    public async Task Joes_server_may_sign_as_RFC_9421_says()
    {
        await using var street = await Neighbourhood.Build();
        await street.LetJoeIn();
        var post = await street.House.Post("Good morning.");
        var like = new Dictionary<string, object>
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = $"{street.Joes.Joe}/likes/rfc9421",
            ["type"] = "Like",
            ["actor"] = street.Joes.Joe,
            ["object"] = post,
        };

        Assert.Equal(200, (await street.Joes.Fetch(post, signedAs: "joe", spec: Rfc9421)).Status);
        Assert.Equal(200, (await street.Joes.Fetch(post, signedAs: "instance", spec: Rfc9421)).Status);
        Assert.Equal(202, (await street.Joes.Send(street.Mara.Inbox, like, signedAs: "joe", spec: Rfc9421)).Status);
        Assert.Equal(401, (await street.Joes.Send(street.Mara.Inbox, like, signedAs: "eve", keyId: $"{street.Joes.Joe}#main-key", spec: Rfc9421)).Status);
        await street.MustLookLikeNothing(post, signedAs: "eve", spec: Rfc9421);
    }

    [Fact]
    public async Task The_house_signs_as_RFC_9421_says_for_a_server_that_demands_it()
    {
        await using var street = await Neighbourhood.Build();
        await street.LetJoeIn();
        await street.Joes.DemandRfc9421();

        await street.House.Post("First");
        var first = await street.Joes.Receives("Create");
        await street.House.Post("Second");
        await Eventually.Happens("the second post", async () => (await street.Joes.Received("Create")).Count(create => create.Handled) == 2);

        Assert.True(first.Verified, first.Reason);
        Assert.Equal($"{street.Mara.Id}#main-key", first.SignedBy);
        var forms = (await street.Joes.Received("Create")).Select(create => create.Headers.ContainsKey("signature-input"));
        Assert.Equal([false, true, true], forms);
    }

    [Fact]
    public async Task What_the_house_sends_is_proved_by_its_author()
    {
        await using var street = await Neighbourhood.Build();
        await street.LetJoeIn();

        await street.House.Post("Cake!", Surroundings.Birthday, "A cake with eight candles");

        Assert.True((await street.Joes.Receives("Create")).Proved);
    }
}
