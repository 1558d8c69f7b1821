using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace PrivateFed.HttpSignatures.Tests;

/// <summary>What we sign, read back as another server would get it.</summary>
public class SignerTests
{
    private const string JsonLd = "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"";
    private static readonly byte[] Note = """{"type":"Note","content":"Grüße aus dem Garten"}"""u8.ToArray();

    public static TheoryData<string> Kinds => ["RSA", "Ed25519"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_post_that_we_sign_is_believed(string kind)
    {
        using var request = NewPost("https://joe.example/inbox");
        CavageSigner.Sign(request, Note, Family.MarasKeyId, KeyOf(kind), Wire.Now);

        Assert.Null(Wire.Of(request, Note).Judge(Family.PublicHalf(KeyOf(kind))));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_get_that_we_sign_is_believed(string kind)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://joe.example/users/joe?page=1");
        CavageSigner.Sign(request, default, Family.MarasKeyId, KeyOf(kind), Wire.Now);

        Assert.Null(Wire.Of(request, []).Judge(Family.PublicHalf(KeyOf(kind))));
        Assert.False(request.Headers.Contains("Digest"));
    }

    [Fact]
    public void The_field_has_the_form_that_every_server_reads()
    {
        using var request = NewPost("https://joe.example/inbox");
        CavageSigner.Sign(request, Note, Family.MarasKeyId, Family.MarasRsa, Wire.Now);

        Assert.StartsWith(
            $"keyId=\"{Family.MarasKeyId}\",algorithm=\"rsa-sha256\","
            + "headers=\"(request-target) host date digest content-type\",signature=\"",
            Wire.Of(request, Note).Fields["Signature"],
            StringComparison.Ordinal);
        Assert.Equal("Sun, 03 May 2026 18:30:12 GMT", Wire.Of(request, Note).Fields["Date"]);
    }

    [Fact]
    public void Ed25519_is_called_hs2019()
    {
        using var request = NewPost("https://joe.example/inbox");
        CavageSigner.Sign(request, Note, Family.MarasKeyId, Family.MarasEd25519, Wire.Now);

        Assert.Contains(
            "algorithm=\"hs2019\",headers=\"(request-target) host date digest content-type\"",
            Wire.Of(request, Note).Fields["Signature"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_post_without_a_body_has_a_digest()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://joe.example/inbox");
        CavageSigner.Sign(request, default, Family.MarasKeyId, Family.MarasRsa, Wire.Now);

        Assert.Null(Wire.Of(request, []).Judge(Family.PublicHalf(Family.MarasRsa)));
    }

    [Theory]
    [InlineData("https://joe.example/inbox", "joe.example")]
    [InlineData("https://joe.example:443/inbox", "joe.example")]
    [InlineData("https://joe.example:8443/inbox", "joe.example:8443")]
    [InlineData("http://[::1]:5000/inbox", "[::1]:5000")]
    [InlineData("https://bücher.example/inbox", "xn--bcher-kva.example")]
    public void The_signed_host_is_the_one_sent(string uri, string host)
    {
        using var request = NewPost(uri);
        CavageSigner.Sign(request, Note, Family.MarasKeyId, Family.MarasRsa, Wire.Now);

        Assert.Equal(host, request.Headers.Host);
    }

    [Fact]
    public void Signing_again_replaces_the_first_signature()
    {
        using var request = NewPost("https://joe.example/inbox");
        CavageSigner.Sign(request, Note, Family.MarasKeyId, Family.MarasEd25519, Wire.Now.AddHours(-5));
        CavageSigner.Sign(request, Note, Family.MarasKeyId, Family.MarasRsa, Wire.Now);

        Assert.Null(Wire.Of(request, Note).Judge(Family.PublicHalf(Family.MarasRsa)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://home.example/\"x")]
    [InlineData("https://home.example/a b")]
    [InlineData("https://home.example/\r\nX: y")]
    public void A_keyId_that_would_break_out_of_the_field_is_not_signed(string keyId)
    {
        using var request = NewPost("https://joe.example/inbox");
        Assert.Throws<ArgumentException>(() => CavageSigner.Sign(request, Note, keyId, Family.MarasRsa, Wire.Now));
    }

    [Fact]
    public void A_request_without_an_absolute_URI_is_not_signed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/inbox");
        Assert.Throws<ArgumentException>(() => CavageSigner.Sign(request, default, Family.MarasKeyId, Family.MarasRsa, Wire.Now));
    }

    [Theory]
    [InlineData("/inbox")]
    [InlineData("/users/jo%C3%A9/inbox?a=%20b&c=%2F")]
    [InlineData("/users/joé/in box?q=ä")]
    public async Task HttpClient_sends_what_was_signed_byte_for_byte(string target)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new HttpClient();
        using var request = NewPost($"http://{listener.LocalEndpoint}{target}");
        CavageSigner.Sign(request, Note, Family.MarasKeyId, Family.MarasRsa, Wire.Now);
        var signed = Wire.Of(request, Note);

        var received = ReceiveAsync(listener);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        var wire = await received;
        Assert.Equal(listener.LocalEndpoint.ToString(), wire.Fields["Host"]);
        Assert.Equal(signed.Fields["Signature"], wire.Fields["Signature"]);
        Assert.Equal(Note, wire.Body);
        Assert.Null(wire.Judge(Family.PublicHalf(Family.MarasRsa)));
    }

    private static HttpRequestMessage NewPost(string uri) => new(HttpMethod.Post, uri)
    {
        Content = new ByteArrayContent(Note)
        {
            Headers = { ContentType = MediaTypeHeaderValue.Parse(JsonLd) },
        },
    };

    private static SigningKey KeyOf(string kind) => kind == "RSA" ? Family.MarasRsa : Family.MarasEd25519;

    /// <summary>A server that knows no more of HTTP than the lines it is sent.</summary>
    private static async Task<Wire> ReceiveAsync(TcpListener listener)
    {
        using var connection = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var stream = connection.GetStream();
        var text = "";
        var buffer = new byte[4096];
        while (!text.Contains("\r\n\r\n", StringComparison.Ordinal) || !text.EndsWith('}'))
        {
            var read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
            text += Encoding.Latin1.GetString(buffer, 0, read);
        }

        await stream.WriteAsync("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        var parts = text.Split("\r\n\r\n", 2);
        var lines = parts[0].Split("\r\n");
        var wire = new Wire { Method = lines[0].Split(' ')[0], Target = lines[0].Split(' ')[1], Body = Encoding.Latin1.GetBytes(parts[1]) };
        wire.Fields.Clear();
        foreach (var line in lines[1..])
        {
            wire.Fields[line.Split(": ", 2)[0]] = line.Split(": ", 2)[1];
        }

        wire.Authority = wire.Fields["Host"];
        return wire;
    }
}
