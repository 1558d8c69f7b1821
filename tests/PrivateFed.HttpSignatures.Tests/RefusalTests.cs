using System.Globalization;

namespace PrivateFed.HttpSignatures.Tests;

/// <summary>What Eve tries with requests that Joe signed or that she signs herself.</summary>
public class RefusalTests
{
    private const string Note = """{"type":"Create","actor":"https://joe.example/users/joe"}""";
    private const string Usual = "(request-target) host date digest";

    [Fact]
    public void The_request_that_all_these_start_from_is_believed() => Assert.Null(Joes().Judge());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void A_request_without_a_signature_is_refused(string? field) =>
        Assert.Equal(SignatureFault.Missing, Joes().With("Signature", field).Judge());

    [Fact]
    public void A_signature_by_another_key_is_refused() => Assert.Equal(SignatureFault.WrongKey, Joes().Judge(Family.EvesKey));

    [Fact]
    public void A_signature_by_a_key_of_another_kind_is_refused() =>
        Assert.Equal(SignatureFault.WrongKey, Joes().Judge(Family.PublicHalf(Family.MarasEd25519)));

    [Fact]
    public void A_request_whose_body_was_changed_is_refused()
    {
        var wire = Joes();
        wire.Body[^2] ^= 1;

        Assert.Equal(SignatureFault.Digest, wire.Judge());
    }

    [Fact]
    public void A_changed_body_with_a_fitting_digest_is_refused()
    {
        var wire = Joes();
        wire.Body[^2] ^= 1;

        Assert.Equal(SignatureFault.WrongKey, wire.With("Digest", Wire.Sha256(wire.Body)).Judge());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("SHA-256")]
    [InlineData("SHA-256=")]
    [InlineData("SHA-256=AAAA")]
    [InlineData("SHA-256=!!!!")]
    [InlineData("SHA-512=z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==")]
    [InlineData("MD5=1B2M2Y8AsgTpgAmY7PhCfg==")]
    [InlineData("unixsum=30637")]
    public void A_digest_that_is_missing_malformed_or_of_another_algorithm_is_refused(string? digest) =>
        Assert.Equal(SignatureFault.Digest, Wire.Post(Note).With("Digest", digest).Sign(Usual).Judge());

    [Fact]
    public void Two_digests_of_one_algorithm_are_refused()
    {
        var wire = Wire.Post(Note);

        Assert.Equal(SignatureFault.Digest, wire.With("Digest", $"{wire.Fields["Digest"]}, {Wire.Sha256([1])}").Sign(Usual).Judge());
    }

    [Theory]
    [InlineData("host date digest")]
    [InlineData("(request-target) date digest")]
    [InlineData("(request-target) host digest")]
    [InlineData("(request-target) host date")]
    [InlineData("date")]
    public void A_post_that_leaves_a_part_unsigned_is_refused(string headers) =>
        Assert.Equal(SignatureFault.Uncovered, Wire.Post(Note).Sign(headers).Judge());

    [Theory]
    [InlineData("(request-target) date")]
    [InlineData("(request-target) host")]
    [InlineData("host date")]
    public void A_get_that_leaves_a_part_unsigned_is_refused(string headers) =>
        Assert.Equal(SignatureFault.Uncovered, Wire.Get("/users/mara").Sign(headers).Judge());

    [Fact]
    public void A_get_with_a_body_that_no_digest_covers_is_refused()
    {
        var wire = Wire.Get("/users/mara").Sign("(request-target) host date");
        wire.Body = [1];

        Assert.Equal(SignatureFault.Uncovered, wire.Judge());
    }

    [Fact]
    public void A_post_without_a_body_must_sign_a_digest_too() =>
        Assert.Equal(SignatureFault.Uncovered, new Wire().Sign("(request-target) host date").Judge());

    [Theory]
    [InlineData(-90)]
    [InlineData(-61)]
    [InlineData(61)]
    [InlineData(90)]
    public void A_date_more_than_an_hour_off_is_refused(int minutes)
    {
        var wire = Wire.Post(Note).With("Date", Wire.HttpDate(Wire.Now.AddMinutes(minutes)));

        Assert.Equal(SignatureFault.Expired, wire.Sign(Usual).Judge());
    }

    [Theory]
    [InlineData(-59)]
    [InlineData(59)]
    public void A_date_within_the_hour_is_believed(int minutes) =>
        Assert.Null(Wire.Post(Note).With("Date", Wire.HttpDate(Wire.Now.AddMinutes(minutes))).Sign(Usual).Judge());

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-05-03T18:30:12Z")]
    [InlineData("Mon, 03 May 2026 18:30:12 GMT")]
    [InlineData("Sun, 03 May 2026 18:30:12 +0200")]
    [InlineData("Sun, 03 May 2026 18:30:12 GMT, Sun, 03 May 2026 18:30:12 GMT")]
    public void A_date_that_is_not_written_as_HTTP_wants_it_is_refused(string date) =>
        Assert.Equal(SignatureFault.Malformed, Wire.Post(Note).With("Date", date).Sign(Usual).Judge());

    [Fact]
    public void A_signed_date_that_was_taken_away_is_refused() => Assert.Equal(SignatureFault.Malformed, Joes().With("Date", null).Judge());

    [Theory]
    [InlineData(-90)]
    [InlineData(90)]
    public void A_created_more_than_an_hour_off_is_refused_though_the_date_is_right(int minutes)
    {
        var created = $"created={Wire.Now.AddMinutes(minutes).ToUnixTimeSeconds()},";

        Assert.Equal(
            SignatureFault.Expired,
            Wire.Post(Note).Sign("(request-target) (created) host date digest", algorithm: "hs2019", more: created).Judge());
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("1777833012.5")]
    [InlineData("99999999999999999999999999")]
    public void A_created_that_is_no_number_of_seconds_is_refused(string created) =>
        Assert.Equal(
            SignatureFault.Malformed,
            Wire.Post(Note).Sign("(request-target) (created) host digest", algorithm: "hs2019", more: $"created={created},").Judge());

    [Theory]
    [InlineData(-301, SignatureFault.Expired)]
    [InlineData(-299, null)]
    [InlineData(600, null)]
    public void An_expiry_is_honoured_with_five_minutes_for_slow_clocks(int seconds, SignatureFault? expected)
    {
        var expires = (Wire.Now.ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);
        var signed = Wire.Post(Note)
            .Sign("(request-target) (expires) host date digest", algorithm: "hs2019", more: $"expires={expires}.25,");

        Assert.Equal(expected, signed.Judge());
    }

    [Fact]
    public void An_expiry_far_away_does_not_keep_an_old_request_alive()
    {
        var times = $"created={Wire.Now.AddHours(-2).ToUnixTimeSeconds()},expires={Wire.Now.AddYears(9).ToUnixTimeSeconds()},";

        Assert.Equal(
            SignatureFault.Expired,
            Wire.Post(Note).Sign("(request-target) (created) (expires) host digest", algorithm: "hs2019", more: times).Judge());
    }

    [Theory]
    [InlineData("(created)")]
    [InlineData("(expires)")]
    public void Created_and_expires_are_forbidden_under_rsa_sha256(string component)
    {
        var times = $"created={Wire.Now.ToUnixTimeSeconds()},expires={Wire.Now.AddMinutes(1).ToUnixTimeSeconds()},";

        Assert.Equal(SignatureFault.Malformed, Wire.Post(Note).Sign($"(request-target) {component} host date digest", more: times).Judge());
    }

    [Fact]
    public void A_covered_created_that_is_not_given_is_refused()
    {
        var wire = Wire.Post(Note).Sign(Usual, algorithm: "hs2019");

        Assert.Equal(
            SignatureFault.Absent,
            wire.With("Signature", wire.Fields["Signature"].Replace("host date", "host (created)", StringComparison.Ordinal)).Judge());
    }

    [Fact]
    public void A_request_signed_for_another_host_is_refused()
    {
        var wire = Wire.Post(Note).With("Host", "eve.example").Sign(Usual);

        Assert.Equal(SignatureFault.WrongHost, wire.Judge());
    }

    [Fact]
    public void A_request_whose_host_was_changed_to_ours_is_refused()
    {
        var wire = Wire.Post(Note).With("Host", "eve.example").Sign(Usual).With("Host", "home.example");

        Assert.Equal(SignatureFault.WrongKey, wire.Judge());
    }

    [Fact]
    public void A_request_to_another_port_is_refused()
    {
        var wire = Joes();
        wire.Authority = "home.example:8443";

        Assert.Equal(SignatureFault.WrongHost, wire.Judge());
    }

    [Theory]
    [InlineData("/users/tom/inbox")]
    [InlineData("/users/mara/inbox/")]
    [InlineData("/users/mara/Inbox")]
    [InlineData("/users/mara/inbox?x=1")]
    [InlineData("/users/mara/inbox?")]
    public void A_post_to_another_target_is_refused(string target)
    {
        var wire = Joes();
        wire.Target = target;

        Assert.Equal(SignatureFault.WrongKey, wire.Judge());
    }

    [Fact]
    public void A_get_with_another_query_is_refused()
    {
        var wire = Wire.Get("/users/mara/outbox?page=1").Sign("(request-target) host date");
        wire.Target = "/users/mara/outbox?page=2";

        Assert.Equal(SignatureFault.WrongKey, wire.Judge());
    }

    [Theory]
    [InlineData("")]
    [InlineData("inbox")]
    [InlineData("https://home.example/users/mara/inbox")]
    [InlineData("/users/mara/inbox\nhost: home.example")]
    [InlineData("/users/mara/in box")]
    public void A_target_that_is_no_path_is_refused(string target)
    {
        var wire = Joes();
        wire.Target = target;

        Assert.Equal(SignatureFault.Malformed, wire.Judge());
    }

    [Theory]
    [InlineData("PUT", SignatureFault.WrongKey)]
    [InlineData("DELETE", SignatureFault.WrongKey)]
    [InlineData("post", SignatureFault.Malformed)]
    [InlineData("", SignatureFault.Malformed)]
    public void A_request_whose_method_was_changed_is_refused(string method, SignatureFault expected)
    {
        var wire = Joes();
        wire.Method = method;

        Assert.Equal(expected, wire.Judge());
    }

    [Theory]
    [InlineData("(request-target) host host date digest")]
    [InlineData("(request-target) host date digest (request-target)")]
    public void A_component_listed_twice_is_refused(string headers) =>
        Assert.Equal(SignatureFault.Malformed, Wire.Post(Note).Sign(headers).Judge());

    [Fact]
    public void A_component_listed_twice_in_different_letters_is_refused()
    {
        var wire = Wire.Post(Note).Sign("(request-target) host host date digest");

        Assert.Equal(
            SignatureFault.Malformed,
            wire.ChangeSignature("host host", "host Host").Judge());
    }

    [Fact]
    public void A_covered_field_that_is_not_there_is_refused() =>
        Assert.Equal(SignatureFault.Absent, Wire.Post(Note).Sign(Usual + " x-missing").Judge());

    [Fact]
    public void A_covered_field_with_a_line_break_is_refused() =>
        Assert.Equal(SignatureFault.Malformed, Wire.Post(Note).With("X-Two", "a\ndate: b").Sign(Usual + " x-two").Judge());

    [Theory]
    [InlineData("hmac-sha256")]
    [InlineData("rsa-sha1")]
    [InlineData("rsa-sha512")]
    [InlineData("ecdsa-sha256")]
    [InlineData("RSA-SHA256")]
    [InlineData("none")]
    public void An_algorithm_that_is_not_understood_is_refused(string algorithm) =>
        Assert.Equal(SignatureFault.UnsupportedAlgorithm, Wire.Post(Note).Sign(Usual, algorithm: algorithm).Judge());

    [Fact]
    public void A_replay_carries_the_same_signature_bytes()
    {
        var wire = Joes();
        Assert.True(RequestSignature.TryRead(wire.ToSignable(), Wire.Now, out var first, out _));
        Assert.True(RequestSignature.TryRead(wire.ToSignable(), Wire.Now.AddMinutes(50), out var again, out _));

        Assert.Equal(first.Value, again.Value);
        Assert.Equal(Family.JoesKeyId, again.KeyId);
    }

    [Fact]
    public void An_RSA_signature_with_a_zero_put_before_it_is_refused()
    {
        var wire = Joes();
        Assert.True(RequestSignature.TryRead(wire.ToSignable(), Wire.Now, out var signature, out _));

        var (old, longer) = (Convert.ToBase64String(signature.Value), Convert.ToBase64String([0, .. signature.Value]));
        Assert.Equal(SignatureFault.WrongKey, wire.ChangeSignature(old, longer).Judge());
    }

    private static Wire Joes() => Wire.Post(Note).Sign(Usual);
}
