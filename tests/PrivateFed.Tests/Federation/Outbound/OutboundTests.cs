using System.Net;
using System.Net.Sockets;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.Outbound;

/// <summary>Outgoing requests reach public addresses only, by whatever name or spelling.</summary>
[Trait("Database", "none")]
public class OutboundTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("192.0.0.8")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001:0:1::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("fc00::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void A_special_address_is_refused(string address)
    {
        Assert.False(new AllowedAddresses([]).Allows(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:1.1.1.1")]
    public void A_public_address_is_allowed(string address)
    {
        Assert.True(new AllowedAddresses([]).Allows(IPAddress.Parse(address)));
    }

    [Fact]
    public void A_network_that_the_operator_allows_is_allowed_and_no_other()
    {
        var addresses = new AllowedAddresses([IPNetwork.Parse("10.1.0.0/16")]);

        Assert.True(addresses.Allows(IPAddress.Parse("10.1.2.3")));
        Assert.True(addresses.Allows(IPAddress.Parse("::ffff:10.1.2.3")));
        Assert.False(addresses.Allows(IPAddress.Parse("10.2.2.3")));
        Assert.False(addresses.Allows(IPAddress.Parse("127.0.0.1")));
    }

    [Theory]
    [InlineData("https://0x7f.1/x")]
    [InlineData("https://0177.0.0.1/x")]
    [InlineData("https://2130706433/x")]
    [InlineData("https://127.1/x")]
    [InlineData("https://１２７.0.0.1/x")]
    [InlineData("https://[::1]/x")]
    [InlineData("https://[fe80::1%25eth0]/x")]
    [InlineData("https://[::ffff:127.0.0.1]/x")]
    [InlineData("https://user@joe-server.test/x")]
    [InlineData("https://user:password@joe-server.test/x")]
    [InlineData("https://joe-server.test:443/x")]
    [InlineData("https://joe-server.test./x")]
    [InlineData("https://JOE-server.test/x")]
    [InlineData("https://jöe.test/x")]
    [InlineData("https://joe-server.test\\@evil.test/x")]
    [InlineData("https:/joe-server.test/x")]
    [InlineData("http://joe-server.test/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://joe-server.test/\0")]
    [InlineData("https://joe-server.test/a\nb")]
    [InlineData(" https://joe-server.test/x")]
    [InlineData("acct:joe@joe-server.test")]
    [InlineData("")]
    public void An_id_that_is_not_plainly_on_a_server_is_on_none(string id)
    {
        Assert.Null(Authority.Of(id));
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_not_called_and_neither_is_a_picture_there()
    {
        await using var house = await House.OpenAsync("--PrivateFed:AllowedNetworks=");
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");

        using var answer = await joe.SendAsync(joe.Letter(joe.Follow()));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Empty(server.Asked);
        Assert.Null(await house.Part<FetchDocument>().PictureAsync(server.Url("/joe.png"), [server.Host], 1000, House.Cancellation));
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task A_server_outside_does_not_lead_to_an_address_inside()
    {
        await using var house = await House.OpenAsync("--PrivateFed:AllowedNetworks=127.0.0.1/32");
        await using var server = await Neighbour.OpenAsync(house);
        using var inside = new TcpListener(IPAddress.Parse("127.0.0.2"), 0);
        inside.Start();
        var joe = server.Person("joe");
        foreach (var path in new[] { joe.Path, "/joe.png" })
        {
            server.Pages[path] = context =>
            {
                context.Response.Redirect($"https://{inside.LocalEndpoint}/");
                return Task.CompletedTask;
            };
        }

        using var answer = await joe.SendAsync(joe.Letter(joe.Follow()));
        var picture = await house.Part<FetchDocument>()
            .PictureAsync(server.Url("/joe.png"), [server.Host, $"{inside.LocalEndpoint}"], 1000, House.Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Null(picture);
        Assert.Equal(2, server.Asked.Count);
        Assert.False(inside.Pending());
    }
}
