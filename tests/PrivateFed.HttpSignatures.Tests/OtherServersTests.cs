namespace PrivateFed.HttpSignatures.Tests;

/// <summary>Requests signed the way that other servers sign them.</summary>
public class OtherServersTests
{
    private const string Follow =
        """{"type":"Follow","actor":"https://joe.example/users/joe","object":"https://home.example/users/mara"}""";

    [Fact]
    public void Mastodon_posts() => Assert.Null(Wire.Post(Follow).Sign("(request-target) host date digest content-type").Judge());

    [Fact]
    public void Mastodon_fetches() => Assert.Null(Wire.Get("/users/mara").Sign("(request-target) host date accept").Judge());

    [Fact]
    public void Older_Mastodon_fetches_a_page_and_leaves_the_query_out() =>
        Assert.Null(Wire.Get("/users/mara/outbox?page=true").Sign("(request-target) host date", target: "/users/mara/outbox").Judge());

    [Fact]
    public void Mastodon_fetches_a_page_with_the_query_signed() =>
        Assert.Null(Wire.Get("/users/mara/outbox?page=true").Sign("(request-target) host date").Judge());

    [Fact]
    public void GoToSocial_posts_and_calls_it_hs2019()
    {
        var wire = Wire.Post(Follow, "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"");
        var signed = wire.Sign("(request-target) host date digest", algorithm: "hs2019", keyId: "https://joe.example/users/joe/main-key");

        Assert.Null(signed.Judge());
    }

    [Fact]
    public void GoToSocial_fetches_NodeInfo_signed() =>
        Assert.Null(Wire.Get("/nodeinfo/2.0").Sign("(request-target) host date", algorithm: "hs2019").Judge());

    [Fact]
    public void Snac2_posts() => Assert.Null(Wire.Post(Follow).Sign("(request-target) host digest date").Judge());

    [Fact]
    public void Snac2_fetches() => Assert.Null(Wire.Get("/users/mara").Sign("(request-target) host date").Judge());

    [Fact]
    public void Misskey_posts() => Assert.Null(Wire.Post(Follow).Sign("(request-target) date host digest").Judge());

    [Fact]
    public void Misskey_fetches() => Assert.Null(Wire.Get("/users/mara").Sign("(request-target) date host accept").Judge());

    [Theory]
    [InlineData("(request-target) host date digest content-length")]
    [InlineData("(request-target) content-length date digest host")]
    public void Pleroma_and_Friendica_post(string headers) => Assert.Null(Wire.Post(Follow).Sign(headers).Judge());

    [Fact]
    public void A_server_of_the_later_draft_signs_created_and_expires()
    {
        var created = Wire.Now.ToUnixTimeSeconds();
        var times = $"created={created},expires={created + 120},";

        Assert.Null(Wire.Post(Follow).Sign("(request-target) (created) (expires) host digest", algorithm: "hs2019", more: times).Judge());
    }

    [Fact]
    public void A_server_names_no_algorithm() =>
        Assert.Null(Wire.Post(Follow).Sign("(request-target) host date digest", algorithm: "").Judge());

    [Fact]
    public void A_server_writes_blanks_after_its_commas()
    {
        var wire = Wire.Post(Follow).Sign("(request-target) host date digest");

        Assert.Null(wire.ChangeSignature(",", ", ").Judge());
    }

    [Fact]
    public void A_server_sends_digests_of_several_algorithms()
    {
        var wire = Wire.Post(Follow);

        Assert.Null(wire.With("Digest", "SHA-512=AAAA," + wire.Fields["Digest"]).Sign("(request-target) host date digest").Judge());
    }

    [Fact]
    public void A_server_writes_the_names_of_fields_in_capitals()
    {
        var wire = Wire.Post(Follow).Sign("(request-target) host date digest");

        Assert.Null(wire.ChangeSignature("host date digest", "Host Date Digest").Judge());
    }
}
