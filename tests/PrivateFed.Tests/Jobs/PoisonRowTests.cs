using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Languages;
using PrivateFed.Notifications.Mail;
using PrivateFed.Notifications.Push;
using PrivateFed.Posts.Drafts;
using PrivateFed.Storage;
using PrivateFed.Tests.Media;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Jobs;

/// <summary>B8: a row over which a background job stumbles is given up in the end, is said somewhere, and keeps no other waiting.</summary>
public sealed class PoisonRowTests : IAsyncLifetime
{
    private House _house = null!;

    public async ValueTask InitializeAsync() => _house = await House.OpenAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task B8_A_letter_that_cannot_be_read_is_given_up_and_the_others_arrive()
    {
        await using var room = Mailroom.Open();
        await _house.UseAsync(room);
        var (_, broken) = await _house.ReaderAsync("Berit");
        var (_, fine) = await _house.ReaderAsync("Nils");
        room.IsOverloaded = true;
        await _house.PublishAsync("News for two");
        _house.Clock.Advance(MailPreferences.GatheringTime);
        await Eventually.Happens("two letters that were put off",
            () => _house.ReadAsync(async db => await db.Emails.CountAsync(letter => letter.Failures > 0) == 2));
        Assert.Equal(
            1, await _house.ReadAsync(
                db => db.Database.ExecuteSqlAsync($"UPDATE \"Emails\" SET \"Kind\" = 'Nonsense' WHERE \"Address\" = {broken}")));
        room.IsOverloaded = false;

        await PassUntilAsync(Email.LeaseTime, () => _house.ReadAsync(async db => !await db.Emails.AnyAsync()));

        Assert.Single(room.To(fine));
        Assert.Empty(room.To(broken));
        using var mara = await _house.BrowserOfAsync(_house.Mara);
        Assert.Contains("An email to Berit couldn't be put together and won't be sent", await mara.TextAsync("/news"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task B8_A_letter_over_which_the_process_ended_each_time_is_given_up()
    {
        await using var room = Mailroom.Open();
        await _house.UseAsync(room);
        var (member, address) = await _house.ReaderAsync("Ebba");
        await _house.ReadAsync(db =>
        {
            var now = _house.Clock.GetUtcNow();
            db.Emails.Add(new Email
            {
                Kind = EmailKind.AddressChanged,
                MemberId = member.Id,
                Address = address,
                CreatedAt = now,
                DueAt = now,
                Attempts = Attempts.Most,
            });
            return db.SaveChangesAsync();
        });

        await PassUntilAsync(TimeSpan.FromSeconds(1), () => _house.ReadAsync(async db => !await db.Emails.AnyAsync()));

        Assert.Empty(room.To(address));
        using var mara = await _house.BrowserOfAsync(_house.Mara);
        Assert.Contains("An email to Ebba couldn't be put together", await mara.TextAsync("/news"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("no picture")]
    [InlineData("cut off")]
    public async Task B8_A_photo_whose_file_is_broken_costs_the_letter_its_picture_alone(string how)
    {
        await using var room = Mailroom.Open();
        await _house.UseAsync(room, EmailContent.Pictures);
        var (_, address) = await _house.ReaderAsync("Alva");
        var (broken, fine) = (await _house.UploadAsync("Broken"), await _house.UploadAsync("Fine"));
        await _house.PublishAsync("Two photos of the cat", [broken, fine]);
        foreach (var file in FilesOf(broken.Id))
        {
            Break(file, how);
        }

        _house.Clock.Advance(MailPreferences.GatheringTime);
        var letter = await room.ExpectAsync(address);

        Assert.Single(letter.BodyParts.OfType<MimePart>(), part => part.ContentType.MediaType == "image");
        Assert.Contains("alt=\"Fine\"", letter.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B8_A_device_whose_key_is_broken_is_told_nothing_more_in_the_end_and_the_others_are()
    {
        await using var one = await PushService.OpenAsync();
        await using var other = await PushService.OpenAsync();
        await SubscribeAsync(_house.Ingrid, one);
        await SubscribeAsync(_house.Tom, other);
        Assert.Equal(
            1, await _house.ReadAsync(db =>
                db.Database.ExecuteSqlAsync($"UPDATE \"PushDevices\" SET \"P256dh\" = 'broken' WHERE \"MemberId\" = {_house.Ingrid.Id}")));

        await _house.PublishAsync("The first snow");
        _house.Clock.Advance(PushDevice.GatheringTime);
        await other.ExpectAsync(1);
        await Eventually.Happens("a device that failed",
            () => _house.ReadAsync(db => db.PushDevices.AnyAsync(device => device.MemberId == _house.Ingrid.Id && device.Failures > 0)));
        await PassUntilAsync(TimeSpan.FromHours(8),
            () => _house.ReadAsync(async db => !await db.PushDevices.AnyAsync(device => device.MemberId == _house.Ingrid.Id)));

        Assert.Empty(one.Received);
        Assert.True(await _house.ReadAsync(db => db.PushDevices.AnyAsync(device => device.MemberId == _house.Tom.Id)));
    }

    [Fact]
    public async Task B8_A_device_over_which_the_process_ended_each_time_is_told_nothing_more()
    {
        await using var service = await PushService.OpenAsync();
        await SubscribeAsync(_house.Ingrid, service);
        await _house.ReadAsync(db => db.PushDevices.ExecuteUpdateAsync(set => set.SetProperty(device => device.Attempts, Attempts.Most)));

        await _house.PublishAsync("The first snow");
        await PassUntilAsync(PushDevice.GatheringTime, () => _house.ReadAsync(async db => !await db.PushDevices.AnyAsync()));

        Assert.Empty(service.Received);
    }

    [Fact]
    public async Task B8_A_scheduled_draft_that_cannot_be_saved_stays_a_draft_and_says_so_and_the_others_are_shared()
    {
        using var mara = await _house.BrowserOfAsync(_house.Mara);
        await RefusePostsAsync("Poison");
        var (poison, fine) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var at = ("Input.ShareAt", _house.Clock.GetUtcNow()
            .AddHours(1).UtcDateTime.ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture));
        (await mara.ComposeAsync("later", poison, ("Input.Text", "Poison"), at)).Dispose();
        (await mara.ComposeAsync("later", fine, ("Input.Text", "Buns"), at)).Dispose();

        _house.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1));
        await Eventually.Happens("the other post", async () => await _house.PostAsync(fine) is not null);
        await PassUntilAsync(PublishScheduled.RetryPause, async () => await _house.DraftAsync(poison) is { DueAt: null });

        Assert.Equal(("Poison", null, 0), await _house.DraftAsync(poison) is { } draft ? (draft.Text, draft.ShareAt, draft.Attempts)
            : default);
        Assert.Contains("This text couldn't be turned into a post", await mara.TextAsync("/drafts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task B8_A_portrait_that_cannot_be_kept_is_tried_once_and_the_others_are_fetched()
    {
        await using var server = await Neighbour.OpenAsync(_house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        server.Pages["/face.png"] = async context =>
        {
            context.Response.ContentType = "image/png";
            await context.Response.Body.WriteAsync(Drawing.Plain(200, 200, Drawing.Green).PngsaveBuffer());
        };
        await _house.WelcomeAsync(joe);
        // Where his picture is to be kept there stands a folder.
        Directory.CreateDirectory(_house.FaceOf(await _house.IdOfAsync(joe)));
        _house.Clock.Advance(TimeSpan.FromDays(2));
        foreach (var person in new[] { joe, ann })
        {
            person.Document["icon"] = new JsonObject { ["type"] = "Image", ["url"] = server.Url("/face.png") };
        }
        await joe.TellAsync(joe.Activity("Update", joe.Document.DeepClone().AsObject()));
        await ann.TellAsync(ann.Follow());

        await Eventually.Happens("Ann's picture",
            () => _house.ReadAsync(db => db.RemoteActors.AnyAsync(actor => actor.Uri == ann.Uri && actor.HasPicture)));
        await Eventually.Happens("no picture due",
            () => _house.ReadAsync(async db => !await db.RemoteActors.AnyAsync(actor => actor.PictureDueAt != null)));
        Assert.Equal((false, true), await _house.ReadAsync(async db => await db.RemoteActors.SingleAsync(actor => actor.Uri == joe.Uri)
            is var his ? (his.HasPicture, his.PictureFetchedAt != null) : default));
        var asked = server.Asked.Count(path => path == "/face.png");
        _house.Clock.Advance(TimeSpan.FromDays(2));
        await Task.Delay(1500, House.Cancellation);
        Assert.Equal(asked, server.Asked.Count(path => path == "/face.png"));
    }

    [Fact]
    public async Task B8_An_older_post_that_cannot_be_read_is_left_out_and_those_after_it_are_sent()
    {
        await using var server = await Neighbour.OpenAsync(_house);
        var joe = server.Person("joe");
        var posts = new List<Guid>();
        foreach (var text in new[] { "One", "Two", "Three" })
        {
            posts.Add(await _house.PublishAsync(text));
            _house.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        await _house.WelcomeAsync(joe);
        Assert.Equal(
            1, await _house.ReadAsync(
                db => db.Database.ExecuteSqlAsync($"UPDATE \"Posts\" SET \"EventKind\" = 'Nonsense' WHERE \"Id\" = {posts[1]}")));

        var id = await _house.IdOfAsync(joe);
        House.Value(await _house.DoAsync((BeginHistory begin) => begin.BeginForFollowerAsync(id, OlderPosts.All, House.Cancellation)));
        await PassUntilAsync(History.Pause, () => _house.ReadAsync(async db => !await db.Histories.AnyAsync()));
        await _house.SettleAsync();

        Assert.Equal([House.Url($"/posts/{posts[0]}"), House.Url($"/posts/{posts[2]}")], server.Received.Where(one => one.Type == "Create")
            .Select(one => one.Json.GetProperty("object").Text("id")));
        using var mara = await _house.BrowserOfAsync(_house.Mara);
        Assert.Contains($"Something couldn't be delivered to {server.Host}, and we've stopped trying", await mara.TextAsync("/news"),
            StringComparison.Ordinal);
    }

    /// <summary>Lets time pass in steps, each long enough on the real clock for the sweep to look.</summary>
    private async Task PassUntilAsync(TimeSpan step, Func<Task<bool>> happened)
    {
        for (var steps = 0; !await happened(); steps++)
        {
            Assert.True(steps < 100, "A hundred steps were not enough.");
            _house.Clock.Advance(step);
            await Task.Delay(600, House.Cancellation);
        }
    }

    private async Task SubscribeAsync(PrivateFed.Members.Member member, PushService service)
    {
        using var browser = await _house.BrowserOfAsync(member);
        using var kept = await browser.SubmitAsync("/me/told", "/me/told?handler=Push", service.Subscription);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, kept.StatusCode);
    }

    private IEnumerable<string> FilesOf(Guid photo) =>
        Directory.EnumerateFiles(_house.Part<Settings>().MediaFolder, "*", SearchOption.AllDirectories)
            .Where(file => file.Contains($"{photo:N}", StringComparison.OrdinalIgnoreCase)
                || file.Contains($"{photo}", StringComparison.OrdinalIgnoreCase)).ToList();

    private static void Break(string file, string how)
    {
        switch (how)
        {
            case "gone":
                File.Delete(file);
                break;
            case "no picture":
                File.WriteAllText(file, "words where a picture was");
                break;
            default:
                File.WriteAllBytes(file, File.ReadAllBytes(file)[..100]);
                break;
        }
    }

    /// <summary>The database takes every post but those of this text.</summary>
    private Task<int> RefusePostsAsync(string text) => _house.ReadAsync(db => db.Database.ExecuteSqlRawAsync(TestDatabase.IsPostgres
        ? $"""
          CREATE FUNCTION refuse() RETURNS trigger AS 'BEGIN RAISE EXCEPTION ''not this one''; END' LANGUAGE plpgsql;
          CREATE TRIGGER refuse BEFORE INSERT ON "Posts" FOR EACH ROW WHEN (NEW."Text" = '{text}') EXECUTE FUNCTION refuse();
          """
        : $"""CREATE TRIGGER refuse BEFORE INSERT ON "Posts" WHEN NEW."Text" = '{text}' BEGIN SELECT RAISE(ABORT, 'not this one'); END"""));
}
