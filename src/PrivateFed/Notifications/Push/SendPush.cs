using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Languages;
using PrivateFed.Notifications.Mail;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Push;

/// <summary>
/// Hangfire job: pushes the news to one device. A push names who wrote, but not what: the device may lie on a table, its screen lit.
/// </summary>
public sealed class SendPush(
    HouseDb db, ProtectSecret sealSecret, PushClient pushClient, CurrentHouse house, HouseLanguage houseLanguage, TimeProvider clock,
    IStringLocalizer<Texts> texts, ILogger<SendPush> log)
{
    private const int MaxLines = 3;

    /// <summary>In characters: a push service takes 4 KB, and remote names have no bound of their own.</summary>
    private const int LineLength = 300;

    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromHours(1);
    private static readonly JsonSerializerOptions JsonOptions =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public async Task SendAsync(Guid deviceId, CancellationToken cancellation)
    {
        if (!await Attempts.BeginAsync(db.PushDevices.Where(device => device.Id == deviceId), cancellation))
        {
            log.LogError(
                "A push to device {Device} was begun {Count} times and never finished; the device is removed", deviceId, Attempts.Most);
            await db.PushDevices.Where(device => device.Id == deviceId).ExecuteDeleteAsync(cancellation);
            return;
        }
        var device = await db.PushDevices.Include(device => device.Member)
            .SingleOrDefaultAsync(device => device.Id == deviceId, cancellation);
        if (device is null)
        {
            return;
        }
        var (answer, until) = await TrySendAsync(device, cancellation);
        Record(device, answer, until, clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The device was signed out during the push.
        }
    }

    /// <summary>Unexpected errors count like a push service that accepts nothing: retried later, and given up in the end.</summary>
    private async Task<(PushAnswer Answer, DateTimeOffset Until)> TrySendAsync(PushDevice device, CancellationToken cancellation)
    {
        try
        {
            var (news, until) = await FindNewsAsync(device, cancellation);
            return (news.Count == 0 ? new PushAnswer.Taken() : await SendNewsAsync(device, news, cancellation), until);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(problem, "A push to a device failed");
            return (new PushAnswer.NotNow(problem.GetType().Name, null), device.NotifiedUntil);
        }
    }

    /// <returns>The unseen news that the member may see now, and the time up to which that is all news.</returns>
    private async Task<(List<ShownNews> News, DateTimeOffset Until)> FindNewsAsync(PushDevice device, CancellationToken cancellation)
    {
        var until = await db.News.Where(one => one.MemberId == device.MemberId && one.At > device.NotifiedUntil)
            .OrderByDescending(one => one.At).Select(one => (DateTimeOffset?)one.At)
            .FirstOrDefaultAsync(cancellation) ?? device.NotifiedUntil;
        if (await ReadNews.ViewerAsync(db, device.MemberId, cancellation) is not { } reader)
        {
            return ([], until);
        }
        var news = await db.VisibleNews(reader).Where(one => one.SeenAt == null && one.At > device.NotifiedUntil && one.At <= until)
            .OrderByDescending(one => one.At).Shown().ToListAsync(cancellation);
        return (news, until);
    }

    private async Task<PushAnswer> SendNewsAsync(PushDevice device, List<ShownNews> news, CancellationToken cancellation)
    {
        var keys = await PushKeys.FindOrCreateAsync(db, sealSecret, cancellation);
        if (sealSecret.Unprotect(keys.SealedPrivateKey) is not { } privateKey)
        {
            return new PushAnswer.NotNow("The house's private push key cannot be decrypted.", null);
        }
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(device.Member.Language ?? await houseLanguage.CodeAsync(cancellation));
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture;
        var lines = news.Take(MaxLines).Select(one => Graphemes.TruncateWithEllipsis(texts.Sentence(one, device.MemberId), LineLength));
        var text = JsonSerializer.Serialize(
            new
            {
                title = (await house.FindAsync(cancellation))!.Name,
                body = string.Join('\n', lines),
                url = news.Count == 1 ? news[0].Path() : "/news",
            },
            JsonOptions);
        return await pushClient.SendAsync(device, text, house.Addresses.Root, (keys.PublicKey, privateKey), cancellation);
    }

    private void Record(PushDevice device, PushAnswer answer, DateTimeOffset until, DateTimeOffset now)
    {
        device.Attempts = 0;
        switch (answer)
        {
            case PushAnswer.Taken:
                (device.NotifiedUntil, device.RetryAt, device.Failures, device.FailingSince) = (until, null, 0, null);
                break;
            case PushAnswer.NotNow notNow when now - (device.FailingSince ?? now) <= PushDevice.GiveUpAfter:
                log.LogInformation("A push service did not accept a message: {Why}", notNow.Why);
                device.FailingSince ??= now;
                device.Failures++;
                device.RetryAt = now + (notNow.Wait ?? RetryDelay.After(device.Failures, FirstRetryDelay, MaxRetryDelay));
                break;
            default:
                log.LogWarning(
                    "Device {Device} is removed: its push service does not know it, or accepted nothing for {Days} days",
                    device.Id, PushDevice.GiveUpAfter.TotalDays);
                db.PushDevices.Remove(device);
                break;
        }
    }
}
