using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.HttpSignatures;
using PrivateFed.Languages;
using PrivateFed.Media;
using PrivateFed.Posts.Drafts;
using PrivateFed.Tests.Media;
using PrivateFed.Tests.Rig;
using PrivateFed.Text;

namespace PrivateFed.Tests.Docs;

/// <summary>Bounds of docs/security.md, each fed with more than it lets in.</summary>
public class BoundTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Bound_One_person_is_told_on_twenty_devices()
    {
        await using var service = await PushService.OpenAsync();
        var handle = $"rolf{Guid.NewGuid().ToString("N")[..8]}";
        var rolf = await house.AddAsync("Rolf", handle);
        var answers = new List<HttpResponseMessage>();
        for (var number = 0; number < 21; number++)
        {
            using var device = new Browser(house);
            Assert.Equal("", await device.SignInAsync(handle, InTheHouse.Password));
            answers.Add(await device.SubmitAsync("/me/told", "/me/told?handler=Push",
                [("endpoint", $"{service.Origin}/push/{handle}/{number}"), .. service.Subscription[1..]]));
        }

        Assert.All(answers[..20], answer => Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answers[20].StatusCode);
        Assert.Equal(20, await house.ReadAsync(db => db.PushDevices.CountAsync(one => one.MemberId == rolf.Id)));
    }

    [Fact]
    public async Task Bound_What_a_push_service_says_without_end_is_not_read()
    {
        await using var own = await House.OpenAsync();
        await using var service = await PushService.OpenAsync();
        using var ingrid = await own.BrowserOfAsync(own.Ingrid);
        (await ingrid.SubmitAsync("/me/told", "/me/told?handler=Push", service.Subscription)).Dispose();
        (service.Status, service.Talks) = (StatusCodes.Status503ServiceUnavailable, 200 * 1024 * 1024);

        await own.PublishAsync();
        own.Clock.Advance(PrivateFed.Notifications.Push.PushDevice.GatheringTime);

        await Eventually.Happens("a device that failed once",
            () => own.ReadAsync(db => db.PushDevices.AnyAsync(device => device.Failures == 1)));
        // What the network holds between the two is said, though nobody reads it.
        Assert.InRange(service.Said, 0, 32 * 1024 * 1024);
    }

    [Theory]
    [InlineData("/write/photos", 73L * 1024 * 1024)]
    [InlineData("/write", 1025L * 1024 * 1024)]
    public async Task Bound_An_upload_that_is_too_large_is_refused_before_it_is_read(string target, long length)
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        var before = await house.ReadAsync(db => db.Photos.CountAsync());
        using var endless = new Endless(length);
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = endless };

        var status = await StatusOfAsync(mara.SendAsync(request));

        Assert.True(status is null or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest, $"{status}");
        Assert.InRange(endless.Sent, 0, 48 * 1024 * 1024);
        Assert.Equal(before, await house.ReadAsync(db => db.Photos.CountAsync()));
    }

    /// <returns>Null when the house closed the connection while the request was still being sent.</returns>
    private static async Task<HttpStatusCode?> StatusOfAsync(Task<HttpResponseMessage> sending)
    {
        try
        {
            using var answer = await sending;
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>A form with one file of the length that it promises, written as it is taken.</summary>
    private sealed class Endless : HttpContent
    {
        private readonly byte[] _start =
            Encoding.ASCII.GetBytes(
                "--edge\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n");
        private readonly long _length;

        public Endless(long length)
        {
            _length = length;
            Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=edge");
        }

        public long Sent { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_start);
            for (Sent = _start.Length; Sent < _length; Sent += 64 * 1024)
            {
                await stream.WriteAsync(new byte[Math.Min(64 * 1024, _length - Sent)]);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _length;
            return true;
        }
    }

    [Fact]
    public async Task Bound_One_author_keeps_two_hundred_drafts()
    {
        var now = house.Clock.GetUtcNow();
        await house.ReadAsync(db =>
        {
            db.Drafts.AddRange(Enumerable.Range(0, 200)
                .Select(number => new Draft
                {
                    Id = Guid.CreateVersion7(),
                    AuthorId = house.Tom.Id,
                    SavedAt = now,
                    Text = $"Draft {number}",
                }));
            return db.SaveChangesAsync();
        });
        using var tom = await house.BrowserOfAsync(house.Tom);
        var draft = Guid.CreateVersion7();

        var said = await tom.KeepQuietlyAsync(draft, ("Input.Text", "One more"));

        Assert.Contains("You already have 200 drafts", WebUtility.HtmlDecode(said), StringComparison.Ordinal);
        Assert.Null(await house.DraftAsync(draft));
    }

    [Theory]
    [InlineData(2_048, true)]
    [InlineData(2_049, false)]
    public void Bound_A_link_of_more_than_2048_characters_leads_nowhere(int length, bool leads)
    {
        var address = "https://a.example/".PadRight(length, 'x');

        Assert.Equal(leads, Html.Sanitise($"<p><a href=\"{address}\">here</a></p>").Contains("href", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(11_000, true)]
    [InlineData(10_900, false)]
    public async Task Bound_A_picture_that_is_read_line_by_line_and_is_no_JPEG_has_120_megapixels_at_the_most(int edge, bool isTooLarge)
    {
        using var claims = new MemoryStream(Containers.PngThatClaims(edge, edge));

        var refused = await house.DoAsync((AddPhoto add) => add.AddAsync(house.Mara.Id, claims, House.Cancellation));

        Assert.False(refused.Succeeded);
        Assert.Equal(isTooLarge, refused.Refusal.Sentence.Contains("too large", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bound_Sixty_four_requests_of_one_network_are_open_at_an_inbox_and_others_get_in()
    {
        var held = new List<TcpClient>();
        for (var number = 0; number < 64; number++)
        {
            held.Add(await BeginLetterAsync());
        }
        using var more = house.Client();
        using var elsewhere = house.Client("127.9.9.9");

        await Eventually.Happens("a refusal", async () => await PostAsync(more) == HttpStatusCode.TooManyRequests);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await PostAsync(elsewhere));

        held.ForEach(connection => connection.Dispose());
        await Eventually.Happens("room again", async () => await PostAsync(more) != HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public void Bound_An_actor_has_twenty_other_names_and_eight_keys_for_proofs()
    {
        const string uri = "https://joe-server.test/users/joe";
        var document = new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/activitystreams", "https://w3id.org/security/multikey/v1"),
            ["id"] = uri,
            ["type"] = "Person",
            ["preferredUsername"] = "joe",
            ["name"] = new string('x', 5_000),
            ["inbox"] = uri + "/inbox",
            ["alsoKnownAs"] = new JsonArray([.. Enumerable.Range(0, 10_000)
                .Select(number => JsonValue.Create($"https://elsewhere.test/{number}"))]),
            ["assertionMethod"] = new JsonArray([.. Enumerable.Range(0, 1_000).Select(number => new JsonObject
            {
                ["id"] = $"{uri}#{number}",
                ["type"] = "Multikey",
                ["controller"] = uri,
                ["publicKeyMultibase"] = Key.PublicMultibase,
            })]),
        };
        var actor = House.Value(house.Part<ReadDocument>().As<JsonLd.ActivityStreams.Actor>(JsonSerializer.SerializeToUtf8Bytes(document)));

        var claims = House.Value(ActorProfile.FromActor(uri, actor, House.Domain));

        Assert.Equal((20, 8), (claims.AlsoKnownAs.Count, ProofKeys.Of(actor).Count()));
        Assert.InRange(claims.Name.Length, 1, 100);
    }

    [Theory]
    [InlineData("64 KiB", false)]
    [InlineData("19 links before it", true)]
    [InlineData("20 links before it", false)]
    [InlineData("17 levels", false)]
    public async Task Bound_What_a_server_says_of_itself_is_short(string how, bool isRead)
    {
        await using var server = await Neighbour.OpenAsync(house);
        server.Runs("gotosocial", "0.20.0");
        var link = new JsonObject { ["rel"] = "http://nodeinfo.diaspora.software/ns/schema/2.0", ["href"] = server.Url("/nodeinfo/2.0") };
        var software = new JsonObject
        {
            ["version"] = "2.0",
            ["software"] = new JsonObject { ["name"] = "gotosocial", ["version"] = "0.20.0" },
        };
        switch (how)
        {
            case "64 KiB":
                software["padding"] = new string('x', 65_536);
                break;
            case "17 levels":
                JsonNode deep = new JsonObject();
                for (var level = 0; level < 17; level++)
                {
                    deep = new JsonObject { ["deeper"] = deep };
                }
                software["padding"] = deep;
                break;
            default:
                server.Show("/.well-known/nodeinfo", new JsonObject
                {
                    ["links"] = new JsonArray([.. Enumerable.Range(0, int.Parse(how[..2], null))
                        .Select(number => new JsonObject { ["rel"] = $"other{number}", ["href"] = server.Url("/") }), link]),
                });
                break;
        }
        server.Show("/nodeinfo/2.0", software);

        await server.Person("joe").TellAsync(server.Person("joe").Follow());

        Assert.Equal(isRead ? "gotosocial" : null, (await house.HostOfAsync(server)).Software);
    }

    [Fact]
    public async Task Bound_A_server_is_asked_what_it_is_once_in_seven_days()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await joe.TellAsync(joe.Follow());
        await house.SettleAsync();
        for (var day = 0; day < 6; day++)
        {
            house.Clock.Advance(TimeSpan.FromDays(1));
            await Task.Delay(1_200, House.Cancellation);
        }
        Assert.Equal(1, Times());

        house.Clock.Advance(TimeSpan.FromDays(1.1));
        await Eventually.Happens("a second question", () => Task.FromResult(Times() == 2));

        int Times() => server.Asked.Count(path => path == "/.well-known/nodeinfo");
    }

    private static readonly SigningKey Key = SigningKey.GenerateEd25519();

    /// <summary>A letter to the inbox whose body does not come.</summary>
    private async Task<TcpClient> BeginLetterAsync()
    {
        var connection = await house.DialAsync();
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /inbox HTTP/1.1\r\nHost: {House.Domain}\r\nContent-Type: application/activity+json\r\nContent-Length: 1000\r\n\r\n{{"),
                House.Cancellation);
        return connection;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client)
    {
        using var content = new StringContent("{}", Encoding.UTF8, "application/activity+json");
        using var answer = await client.PostAsync("/inbox", content, House.Cancellation);
        return answer.StatusCode;
    }
}
