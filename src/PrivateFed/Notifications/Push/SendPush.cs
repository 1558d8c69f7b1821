using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Houses;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Notifications.Mail;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Push;

/// <summary>Hangfire job: tells one device what is new, who but not what they said: it may lie on a table, its screen lit.</summary>
public sealed class SendPush(
    HouseDb db, SealSecret seal, PushClient door, CurrentHouse house, HouseLanguage houseLanguage, TimeProvider clock, IStringLocalizer<Texts> texts, ILogger<SendPush> log)
{
    private const int MostLines = 3;

    /// <summary>Characters: a push service takes 4 KB, and names from elsewhere have no end of their own.</summary>
    private const int LineLength = 300;

    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>A device for which there is something, and when it is due.</summary>
    public sealed record DueDevice(Guid Id, DateTimeOffset? RetryAt, DateTimeOffset Oldest)
    {
        public DateTimeOffset DueAt => RetryAt > Oldest + PushDevice.Gathering ? RetryAt.Value : Oldest + PushDevice.Gathering;
    }

    public static IQueryable<DueDevice> Waiting(HouseDb db, DateTimeOffset now) => db.PushDevices
        .Where(device => device.Session.LastSeenAt > now - Session.Idle && device.Session.StartedAt > now - Session.Longest)
        .Select(device => new
        {
            device.Id,
            device.RetryAt,
            Oldest = db.News.Where(news => news.MemberId == device.MemberId && news.SeenAt == null && news.At > device.NotifiedUntil)
                .OrderBy(news => news.At).Select(news => (DateTimeOffset?)news.At).FirstOrDefault(),
        })
        .Where(device => device.Oldest != null)
        .Select(device => new DueDevice(device.Id, device.RetryAt, device.Oldest!.Value));

    /// <returns>False when another process was quicker.</returns>
    public static async Task<bool> TakeAsync(HouseDb db, Guid deviceId, DateTimeOffset now, CancellationToken cancellation) =>
        await db.PushDevices.Where(device => device.Id == deviceId && (device.RetryAt == null || device.RetryAt <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(device => device.RetryAt, now + PushDevice.LeaseTime), cancellation) == 1;

    public async Task SendAsync(Guid deviceId, CancellationToken cancellation)
    {
        if (!await Attempts.BeginAsync(db.PushDevices.Where(device => device.Id == deviceId), cancellation))
        {
            log.LogError("Telling device {Device} was begun {Count} times and never came to an end; it is told nothing any more", deviceId, Attempts.Most);
            await db.PushDevices.Where(device => device.Id == deviceId).ExecuteDeleteAsync(cancellation);
            return;
        }
        var device = await db.PushDevices.Include(device => device.Member).SingleOrDefaultAsync(device => device.Id == deviceId, cancellation);
        if (device is null)
        {
            return;
        }
        var (knocked, until) = await TellAsync(device, cancellation);
        Record(device, knocked, until, clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The device was signed out while it was told.
        }
    }

    /// <summary>What nobody foresaw is counted like a push service that takes nothing: later again, and given up in the end.</summary>
    private async Task<(PushAnswer Answer, DateTimeOffset Until)> TellAsync(PushDevice device, CancellationToken cancellation)
    {
        try
        {
            var (news, until) = await NewsForAsync(device, cancellation);
            return (news.Count == 0 ? new PushAnswer.Taken() : await PostAsync(device, news, cancellation), until);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(problem, "A device could not be told");
            return (new PushAnswer.NotNow(problem.GetType().Name, null), device.NotifiedUntil);
        }
    }

    /// <returns>What its member may see of it now, and up to when that tells everything.</returns>
    private async Task<(List<ShownNews> News, DateTimeOffset Until)> NewsForAsync(PushDevice device, CancellationToken cancellation)
    {
        var until = await db.News.Where(one => one.MemberId == device.MemberId && one.At > device.NotifiedUntil)
            .OrderByDescending(one => one.At).Select(one => (DateTimeOffset?)one.At).FirstOrDefaultAsync(cancellation) ?? device.NotifiedUntil;
        if (await ReadNews.ViewerAsync(db, device.MemberId, cancellation) is not { } reader)
        {
            return ([], until);
        }
        var news = await db.VisibleNews(reader).Where(one => one.SeenAt == null && one.At > device.NotifiedUntil && one.At <= until)
            .OrderByDescending(one => one.At).Shown().ToListAsync(cancellation);
        return (news, until);
    }

    private async Task<PushAnswer> PostAsync(PushDevice device, List<ShownNews> news, CancellationToken cancellation)
    {
        var keys = await PushKeys.FindOrCreateAsync(db, seal, cancellation);
        if (seal.Open(keys.SealedPrivateKey) is not { } privateKey)
        {
            return new PushAnswer.NotNow("The house's own key cannot be read any more.", null);
        }
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(device.Member.Language ?? await houseLanguage.CodeAsync(cancellation));
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture;
        var lines = news.Take(MostLines).Select(one => Graphemes.TruncateWithEllipsis(texts.Sentence(one, device.MemberId), LineLength));
        var text = JsonSerializer.Serialize(
            new { title = (await house.FindAsync(cancellation))!.Name, body = string.Join('\n', lines), url = news.Count == 1 ? news[0].Path() : "/news" }, Json);
        return await door.SendAsync(device, text, house.Addresses.Root, (keys.PublicKey, privateKey), cancellation);
    }

    private void Record(PushDevice device, PushAnswer knocked, DateTimeOffset until, DateTimeOffset now)
    {
        device.Attempts = 0;
        switch (knocked)
        {
            case PushAnswer.Taken:
                (device.NotifiedUntil, device.RetryAt, device.Failures, device.FailingSince) = (until, null, 0, null);
                break;
            case PushAnswer.NotNow notNow when now - (device.FailingSince ?? now) <= PushDevice.GiveUpAfter:
                log.LogInformation("A push service took nothing: {Why}", notNow.Why);
                device.FailingSince ??= now;
                device.Failures++;
                device.RetryAt = now + (notNow.Wait ?? TimeSpan.FromSeconds(Math.Min(First.TotalSeconds * Math.Pow(3, device.Failures - 1), Longest.TotalSeconds)));
                break;
            default:
                log.LogWarning("Device {Device} is told nothing any more: its push service does not know it, or took nothing for {Days} days", device.Id, PushDevice.GiveUpAfter.TotalDays);
                db.PushDevices.Remove(device);
                break;
        }
    }
}
