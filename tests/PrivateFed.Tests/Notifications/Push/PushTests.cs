using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Notifications.Push;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Notifications.Push;

/// <summary>News on a device: encrypted for it alone, sent nowhere inside, and ended with its session.</summary>
public class PushTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_device_is_told_who_but_not_what_in_words_that_only_it_can_read()
    {
        await using var service = await PushService.OpenAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        await SubscribeAsync(ingrid, service);
        var post = await house.PublishAsync("The words of the post itself");
        house.Clock.Advance(PushDevice.GatheringTime);

        var pushed = (await service.ExpectAsync(1))[0];

        var said = service.Read(pushed);
        Assert.Equal(("The Lindgrens", "Mara Lindgren posted", $"/posts/{post}"),
            (said.Text("title"), said.Text("body"), said.Text("url")));
        var (claims, key) = PushService.Verify(pushed);
        Assert.Equal(service.Origin, claims.Text("aud"));
        Assert.Equal(House.Url("/"), claims.Text("sub"));
        Assert.Contains($"data-key=\"{key}\"", await (await house.BrowserOfAsync(house.Tom)).ReadAsync("/me/told"),
            StringComparison.Ordinal);

        // Two more in a row are one knock, and what was seen meanwhile is none.
        await house.PublishAsync("Another");
        await house.PublishAsync("And another");
        house.Clock.Advance(PushDevice.GatheringTime);
        Assert.Equal("/news", service.Read((await service.ExpectAsync(2))[1]).Text("url"));
        await house.PublishAsync("Seen at once");
        await ingrid.ReadAsync("/news");
        house.Clock.Advance(PushDevice.GatheringTime);
        await PushesSettleAsync(house);
        Assert.Equal(2, service.Received.Count);
    }

    [Fact]
    public async Task A_push_service_that_is_busy_is_tried_again_and_one_that_says_gone_is_not()
    {
        await using var service = await PushService.OpenAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        await SubscribeAsync(ingrid, service);
        service.Status = StatusCodes.Status429TooManyRequests;
        await house.PublishAsync("Wait a little");
        house.Clock.Advance(PushDevice.GatheringTime);
        await Eventually.Happens("a device that failed once",
            () => house.ReadAsync(db => db.PushDevices.AnyAsync(device => device.Endpoint == service.Origin + service.Endpoint
                && device.Failures == 1)));

        service.Status = StatusCodes.Status410Gone;
        house.Clock.Advance(TimeSpan.FromMinutes(1));

        await Eventually.Happens("a device that ended", () => IsEndedAsync(house, service));
        Assert.Equal(2, service.Received.Count);
    }

    [Theory]
    [InlineData("signs out")]
    [InlineData("is signed out from another device")]
    [InlineData("is removed")]
    [InlineData("presses the button")]
    public async Task Who_is_out_is_told_nothing_more(string how)
    {
        await using var service = await PushService.OpenAsync();
        var rolf = await house.AddAsync("Rolf", $"rolf{Guid.NewGuid().ToString("N")[..8]}");
        var handle = await house.ReadAsync(db => db.Actors.Where(actor => actor.MemberId == rolf.Id).Select(actor => actor.Handle)
            .SingleAsync());
        using var his = new Browser(house);
        await his.SignInAsync(handle, InTheHouse.Password);
        await SubscribeAsync(his, service);
        var subscribed = await house.ReadAsync(db => db.PushDevices.AsNoTracking().SingleAsync(one => one.MemberId == rolf.Id));
        switch (how)
        {
            case "signs out":
                (await his.SubmitAsync("/me", "/sign-out")).Dispose();
                break;
            case "is signed out from another device":
                using (var other = new Browser(house))
                {
                    await other.SignInAsync(handle, InTheHouse.Password);
                    (await other.SubmitAsync("/me", "/me?handler=Device", ("sessionId", $"{subscribed.SessionId}"))).Dispose();
                }
                break;
            case "is removed":
                House.Value(await house.DoAsync((RemoveMember remove) => remove.RemoveAsync(rolf.Id, House.Cancellation)));
                break;
            default:
                (await his.SubmitAsync("/me/told", "/me/told?handler=NoPush", ("deviceId", $"{subscribed.Id}"))).Dispose();
                break;
        }

        Assert.True(await IsEndedAsync(house, service));
        await house.PublishAsync("Not for Rolf's table");
        house.Clock.Advance(PushDevice.GatheringTime);
        await PushesSettleAsync(house);
        Assert.Empty(service.Received);
    }

    [Fact]
    public async Task No_device_makes_the_house_call_inside()
    {
        await using var own = await House.OpenAsync("--PrivateFed:AllowedNetworks=127.77.0.0/16");
        await using var service = await PushService.OpenAsync();
        using var ingrid = await own.BrowserOfAsync(own.Ingrid);
        await SubscribeAsync(ingrid, service);
        await own.PublishAsync("Whoever listens inside");
        own.Clock.Advance(PushDevice.GatheringTime);

        await Eventually.Happens("a device that failed", () => own.ReadAsync(db => db.PushDevices.AnyAsync(device => device.Failures > 0)));

        Assert.Empty(service.Received);
    }

    [Theory]
    [InlineData("http://push.example/1")]
    [InlineData("https://10.0.0.1/1")]
    [InlineData("https://[::1]/1")]
    [InlineData("https://mara:secret@push.example/1")]
    [InlineData("ftp://push.example/1")]
    [InlineData("nonsense")]
    public async Task What_is_no_push_service_is_refused(string endpoint)
    {
        await using var service = await PushService.OpenAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var (good, bad) = (service.Subscription, new[] { ("p256dh", "AAAA"), ("auth", "short") });

        using var place = await ingrid.SubmitAsync("/me/told", "/me/told?handler=Push", [("endpoint", endpoint), .. good[1..]]);
        using var keys = await ingrid.SubmitAsync("/me/told", "/me/told?handler=Push", [good[0], .. bad]);
        using var stranger = await new Browser(house).SubmitAsync("/sign-in", "/me/told?handler=Push", good);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (place.StatusCode, keys.StatusCode));
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        Assert.True(await IsEndedAsync(house, service));
    }

    private static async Task SubscribeAsync(Browser browser, PushService service)
    {
        using var kept = await browser.SubmitAsync("/me/told", "/me/told?handler=Push", service.Subscription);
        Assert.Equal(HttpStatusCode.NoContent, kept.StatusCode);
    }

    private static Task<bool> IsEndedAsync(House house, PushService service) =>
        house.ReadAsync(async db => !await db.PushDevices.AnyAsync(device => device.Endpoint == service.Origin + service.Endpoint));

    private static Task PushesSettleAsync(House house) => Eventually.Happens("no device to tell", () => house.ReadAsync(async db =>
    {
        var now = house.Clock.GetUtcNow();
        return (await DueDevices.Waiting(db, now).ToListAsync()).TrueForAll(device => device.DueAt > now);
    }));
}
