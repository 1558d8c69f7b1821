using System.Security.Cryptography;
using System.Text;

namespace PrivateFed.HttpSignatures.Tests;

/// <summary>Requests that Joe's server signs as RFC 9421 says, and what Eve makes of them.</summary>
public class MessageTests
{
    private const string Note = """{"type":"Create","actor":"https://joe.example/users/joe"}""";
    private const string Uri = "https://home.example/users/mara/inbox";

    private static readonly long Now = Wire.Now.ToUnixTimeSeconds();
    private static readonly string Usual = $";created={Now};keyid=\"{Family.JoesKeyId}\"";

    private static readonly (string, string?) Method = ("\"@method\"", "POST");
    private static readonly (string, string?) TargetUri = ("\"@target-uri\"", Uri);

    [Fact]
    public void A_post_by_Mastodon_is_believed() => Assert.Null(Joes().Judge());

    [Fact]
    public void A_post_by_fedify_is_believed()
    {
        var wire = Post();
        (string, string?)[] components =
            [Method, TargetUri, ("\"@authority\"", "home.example"), ("\"host\"", "home.example"), ("\"date\"", wire.Fields["Date"]),
                Digest(wire)];

        Assert.Null(wire.SignMessage(components, $";alg=\"rsa-v1_5-sha256\";keyid=\"{Family.JoesKeyId}\";created={Now}").Judge());
    }

    [Fact]
    public void A_get_with_a_query_is_believed_by_its_whole_uri() =>
        Assert.Null(Get().SignMessage([("\"@method\"", "GET"), ("\"@target-uri\"", "https://home.example/users/mara/outbox?page=1")])
            .Judge());

    [Fact]
    public void A_get_is_believed_by_the_parts_of_its_uri() =>
        Assert.Null(Get().SignMessage(
            [("\"@method\"", "GET"), ("\"@authority\"", "home.example"), ("\"@path\"", "/users/mara/outbox"),
                ("\"@query\"", "?page=1")]).Judge());

    [Theory]
    [InlineData("RSA-PSS", "rsa-pss-sha512")]
    [InlineData("RSA-PSS", null)]
    [InlineData("Ed25519", "ed25519")]
    [InlineData("Ed25519", null)]
    [InlineData("ECDSA", "ecdsa-p256-sha256")]
    [InlineData("ECDSA", null)]
    public void Every_algorithm_of_ours_is_believed_named_or_not(string kind, string? algorithm)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (sign, key) = kind switch
        {
            "RSA-PSS" => (data => Family.JoesRsa.SignData(data, HashAlgorithmName.SHA512, RSASignaturePadding.Pss), Family.JoesKey),
            "Ed25519" => (data => Family.MarasEd25519.Sign(data), Family.PublicHalf(Family.MarasEd25519)),
            _ => ((Func<byte[], byte[]>)(data => ecdsa.SignData(data, HashAlgorithmName.SHA256)),
                Family.Read(ecdsa.ExportSubjectPublicKeyInfoPem())),
        };
        var wire = Post();
        wire.SignMessage([Method, TargetUri, Digest(wire)], algorithm is null ? Usual : $"{Usual};alg=\"{algorithm}\"", sign: sign);

        Assert.Null(wire.Judge(key));
        Assert.Equal(SignatureFault.WrongKey, wire.Judge(Family.EvesKey));
    }

    [Fact]
    public void The_first_of_several_signatures_that_keeps_the_rules_counts()
    {
        var wire = Post();
        wire.SignMessage([("\"date\"", wire.Fields["Date"])], label: "proxy").SignMessage([Method, TargetUri, Digest(wire)], label: "joe");

        Assert.Null(wire.Judge());
    }

    [Fact]
    public void A_label_without_a_value_is_no_signature()
    {
        var wire = Joes();

        Assert.Equal(SignatureFault.Missing,
            wire.With("Signature", wire.Fields["Signature"].Replace("sig1", "sig2", StringComparison.Ordinal)).Judge());
    }

    [Fact]
    public void The_older_form_beside_a_failing_new_one_does_not_help()
    {
        var wire = Post().Sign("(request-target) host date digest");
        Assert.Null(wire.Judge());

        Assert.Equal(SignatureFault.Malformed, wire.With("Signature-Input", $"sig1=(\"@method\"){Usual}").Judge());
    }

    [Theory]
    [InlineData("\"@target-uri\" \"content-digest\"")]
    [InlineData("\"@method\" \"content-digest\"")]
    [InlineData("\"@method\" \"@authority\" \"content-digest\"")]
    [InlineData("\"@method\" \"@path\" \"content-digest\"")]
    [InlineData("\"@method\" \"@target-uri\"")]
    [InlineData("")]
    public void A_post_that_leaves_a_part_unsigned_is_refused(string components) =>
        Assert.Equal(SignatureFault.Uncovered, SignedLike(components).Judge());

    [Fact]
    public void A_get_by_parts_that_leaves_out_its_query_is_refused() =>
        Assert.Equal(
            SignatureFault.Uncovered,
            Get().SignMessage([("\"@method\"", "GET"), ("\"@authority\"", "home.example"), ("\"@path\"", "/users/mara/outbox")]).Judge());

    [Theory]
    [InlineData("\"@method\" \"@method\" \"@target-uri\" \"content-digest\"")]
    [InlineData("\"@method\" \"@target-uri\" \"content-digest\" \"@future\"")]
    [InlineData("\"@method\" \"@target-uri\" \"content-digest\" \"@status\"")]
    [InlineData("\"@method\";req \"@target-uri\" \"content-digest\"")]
    [InlineData("\"@method\" \"@target-uri\" \"content-digest\";sf")]
    [InlineData("\"@method\" \"@target-uri\" \"Content-Digest\" \"content-digest\"")]
    [InlineData("\"@method\"  \"@target-uri\" \"content-digest\" \"@signature-params\"")]
    public void A_component_twice_unknown_or_with_parameters_is_refused(string components) =>
        Assert.Equal(SignatureFault.Malformed, SignedLike(components).Judge());

    [Theory]
    [InlineData(-3601)]
    [InlineData(3601)]
    public void A_created_more_than_an_hour_off_is_refused(long seconds) =>
        Assert.Equal(SignatureFault.Expired, With($";created={Now + seconds};keyid=\"{Family.JoesKeyId}\"").Judge());

    [Theory]
    [InlineData(";keyid=\"k\"", SignatureFault.Uncovered)]
    [InlineData(";created=\"now\";keyid=\"k\"", SignatureFault.Uncovered)]
    [InlineData(";created={now};keyid=\"k\";expires={past}", SignatureFault.Expired)]
    [InlineData(";created={now};keyid=\"k\";expires=\"later\"", SignatureFault.Malformed)]
    [InlineData(";created={now}", SignatureFault.Malformed)]
    [InlineData(";created={now};keyid=\"\"", SignatureFault.Malformed)]
    [InlineData(";created={now};keyid=\"a b\"", SignatureFault.Malformed)]
    [InlineData(";created={now};keyid=7", SignatureFault.Malformed)]
    [InlineData(";created={now};keyid=\"k\";alg=\"hmac-sha256\"", SignatureFault.UnsupportedAlgorithm)]
    [InlineData(";created={now};keyid=\"k\";alg=\"rsa-v1_5-sha1\"", SignatureFault.UnsupportedAlgorithm)]
    [InlineData(";created={now};keyid=\"k\";created={now}", SignatureFault.Malformed)]
    [InlineData(";created={now}.5;keyid=\"k\"", SignatureFault.Malformed)]
    public void Parameters_that_cannot_be_believed_are_refused(string parameters, SignatureFault fault)
    {
        var written = parameters.Replace("{now}", $"{Now}", StringComparison.Ordinal)
            .Replace("{past}", $"{Now - 301}", StringComparison.Ordinal);

        Assert.Equal(fault, With(written).Judge());
    }

    [Fact]
    public void Blanks_that_serialising_leaves_out_do_not_count()
    {
        var wire = Joes();
        wire.Fields["Signature-Input"] = wire.Fields["Signature-Input"].Replace(";", "; ", StringComparison.Ordinal)
            .Replace("(", "(  ", StringComparison.Ordinal);

        Assert.Null(wire.Judge());
    }

    [Theory]
    [InlineData("sig1")]
    [InlineData("sig1=?1")]
    [InlineData("sig1=(\"@method\"")]
    [InlineData("sig1=(@method);created=1")]
    [InlineData("sig1=(\"@method\"\"@path\")")]
    [InlineData("Sig1=(\"@method\")")]
    [InlineData("sig1=(\"@method\"),")]
    [InlineData("sig1=(\"@method\"), sig1=(\"@method\")")]
    [InlineData("sig1=(\"@method\") x")]
    [InlineData("sig1=(\"@m\\ethod\")")]
    [InlineData("a=(), b=(), c=(), d=(), e=(), f=(), g=(), h=(), i=()")]
    public void A_Signature_Input_that_is_no_such_dictionary_is_refused(string input) =>
        Assert.Equal(SignatureFault.Malformed, Joes().With("Signature-Input", input).Judge());

    [Theory]
    [InlineData("sig1=AAAA")]
    [InlineData("sig1=:AAAA")]
    [InlineData("sig1=:AAB=:")]
    [InlineData("sig1=:AA AA:")]
    [InlineData("sig1=:AAAA:, sig1=:AAAA:")]
    public void A_Signature_that_is_no_dictionary_of_bytes_is_refused(string field) =>
        Assert.Equal(SignatureFault.Malformed, Joes().With("Signature", field).Judge());

    [Fact]
    public void A_request_for_another_host_is_refused()
    {
        Assert.Equal(SignatureFault.WrongHost, Joes().With("Host", "other.example").Judge());

        var wire = Post();
        Assert.Equal(
            SignatureFault.WrongKey,
            wire.SignMessage([Method, ("\"@target-uri\"", "https://other.example/users/mara/inbox"), Digest(wire)]).Judge());
    }

    [Fact]
    public void Another_body_is_refused()
    {
        var wire = Joes();
        wire.Body[^2] ^= 1;
        Assert.Equal(SignatureFault.Digest, wire.Judge());

        Assert.Equal(SignatureFault.WrongKey, wire.With("Content-Digest", Sha256(wire.Body)).Judge());
    }

    [Fact]
    public void Another_method_or_target_is_refused()
    {
        var (moved, changed) = (Joes(), Joes());
        (moved.Target, changed.Method) = ("/users/tom/inbox", "PUT");

        Assert.Equal(SignatureFault.WrongKey, moved.Judge());
        Assert.Equal(SignatureFault.WrongKey, changed.Judge());
    }

    [Fact]
    public void Only_a_whole_signature_recognises_its_replay()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] Value() => Read(Post(), data => ecdsa.SignData(data, HashAlgorithmName.SHA256));

        // Each ECDSA signature is another; the request is the same.
        Assert.Equal(Value(), Value());
    }

    [Theory]
    [InlineData("RSA")]
    [InlineData("Ed25519")]
    public void What_we_sign_is_believed(string kind)
    {
        var key = kind == "RSA" ? Family.MarasRsa : Family.MarasEd25519;
        var body = Encoding.UTF8.GetBytes(Note);
        using var post = new HttpRequestMessage(HttpMethod.Post, "https://joe.example:8443/inbox") { Content = new ByteArrayContent(body) };
        using var get = new HttpRequestMessage(HttpMethod.Get, "https://joe.example/users/joe?page=1");
        CavageSigner.Sign(post, body, Family.MarasKeyId, key, Wire.Now);
        MessageSigner.Sign(post, body, Family.MarasKeyId, key, Wire.Now);
        MessageSigner.Sign(get, default, Family.MarasKeyId, key, Wire.Now);

        Assert.Null(Wire.Of(post, body).Judge(Family.PublicHalf(key)));
        Assert.Null(Wire.Of(get, []).Judge(Family.PublicHalf(key)));
        Assert.StartsWith(
            $"sig1=(\"@method\" \"@target-uri\" \"content-digest\");created={Now};keyid=\"{Family.MarasKeyId}\";alg=",
            Wire.Of(post, body).Fields["Signature-Input"],
            StringComparison.Ordinal);
        Assert.False(post.Headers.Contains("Digest"));
    }

    [Fact]
    public void Signing_again_in_the_older_form_leaves_nothing_of_the_new_one()
    {
        var body = Encoding.UTF8.GetBytes(Note);
        using var post = new HttpRequestMessage(HttpMethod.Post, "https://joe.example/inbox") { Content = new ByteArrayContent(body) };
        MessageSigner.Sign(post, body, Family.MarasKeyId, Family.MarasRsa, Wire.Now);
        CavageSigner.Sign(post, body, Family.MarasKeyId, Family.MarasRsa, Wire.Now);

        Assert.Null(Wire.Of(post, body).Judge(Family.PublicHalf(Family.MarasRsa)));
        Assert.False(post.Headers.Contains("Signature-Input"));
    }

    private static string Sha256(byte[] body) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:";

    private static (string, string?) Digest(Wire wire) => ("\"content-digest\"", wire.Fields["Content-Digest"]);

    private static Wire Post()
    {
        var wire = Wire.Post(Note);
        return wire.With("Content-Digest", Sha256(wire.Body));
    }

    private static Wire Get() => Wire.Get("/users/mara/outbox?page=1");

    private static Wire Joes() => With(Usual);

    private static Wire With(string parameters)
    {
        var wire = Post();
        return wire.SignMessage([Method, TargetUri, Digest(wire)], parameters);
    }

    private static Wire SignedLike(string components)
    {
        var wire = Post();
        return wire.SignMessage(components.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => (name, (string?)name switch
        {
            "\"@method\"" => "POST",
            "\"@target-uri\"" => Uri,
            _ => wire.Fields.GetValueOrDefault(name.Trim('"')),
        })));
    }

    private static byte[] Read(Wire wire, Func<byte[], byte[]> sign)
    {
        wire.SignMessage([Method, TargetUri, Digest(wire)], sign: sign);
        Assert.True(RequestSignature.TryRead(wire.ToSignable(), Wire.Now, out var signature, out _));
        return signature.Value;
    }
}
