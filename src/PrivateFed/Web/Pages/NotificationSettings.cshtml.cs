using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Notifications.Mail;
using PrivateFed.Notifications.Push;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>A member's notification settings: by email, on a device, or not at all.</summary>
public sealed class NotificationSettingsPage(HouseDb db, ChangeMailPreferences choose, FreshProof proof, RequireFreshProof askForProof,
    SubscribeDevice subscribeDevice, ProtectSecret seal, IStringLocalizer<Texts> texts) : PageModel
{
    private const string AtMyTime = "zone";

    public MailPreferences? Box { get; private set; }

    public bool HasMailServer { get; private set; }

    public IReadOnlyList<ToldDevice> Devices { get; private set; } = [];

    /// <summary>The VAPID public key, by which a browser knows that pushes come from this house.</summary>
    public string PushKey { get; private set; } = "";

    [BindProperty]
    public Wishes Input { get; set; } = new();

    /// <summary>Whether changing the address requires the password.</summary>
    public bool HasPassword { get; private set; }

    public Refusal? Problem { get; private set; }

    [TempData]
    public string? Said { get; set; }

    public IReadOnlyList<(Rhythm Rhythm, string Words)> Rhythms =>
        [(Rhythm.AtOnce, texts["Right away"]), (Rhythm.Daily, texts["Once a day"]), (Rhythm.Weekly, texts["Once a week, on Sundays"]),
            (Rhythm.Never, texts["Never"])];

    public IReadOnlyList<int> Hours => [.. Enumerable.Range(0, 24)];

    private Guid Id => User.MemberId()!.Value;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        Input = Box is null ? new Wishes() : new Wishes
        {
            Address = Box.UnconfirmedAddress ?? Box.Address ?? "",
            Rhythm = Box.Rhythm,
            Hour = Box.Hour,
        };
    }

    public async Task<IActionResult> OnPostLettersAsync(CancellationToken cancellation)
    {
        var hasPassword = await db.Members.AnyAsync(member => member.Id == Id && member.PasswordHash != "", cancellation);
        if (!hasPassword && await askForProof.RequireAsync(this, cancellation) is { } ask)
        {
            return ask;
        }
        if (hasPassword && Input.Password.Length > 0
            && await proof.CheckPasswordAsync(Id, Input.Password, HttpContext.Connection.RemoteIpAddress
                ?? IPAddress.None, cancellation) is { } wrong)
        {
            Problem = wrong;
            await ReadAsync(cancellation);
            return Page();
        }
        var zone = Request.Cookies[AtMyTime] is { Length: < 64 } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _) ? name : null;
        var kept = !ModelState.IsValid ? new Refusal("Please choose again how often, and at what time.")
            : await choose.ChangeAsync(Id, new MailPreferencesForm(Input.Address, Input.Rhythm, Input.Hour, zone, Input.Password),
                cancellation);
        if (kept.Succeeded)
        {
            Said = kept.Value.UnconfirmedAddress is null ? texts["Saved."].Value : null;
            return Redirect("/me/told");
        }
        Problem = kept.Refusal;
        await ReadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostForgetAsync(CancellationToken cancellation)
    {
        await choose.ForgetAsync(Id, cancellation);
        Said = texts["Your address has been removed."];
        return Redirect("/me/told");
    }

    /// <summary>Stores the subscription that the browser got from its push service, sent by site/push-notifications.js.</summary>
    public async Task<IActionResult> OnPostPushAsync(string endpoint, string p256dh, string auth, CancellationToken cancellation)
    {
        var subscribed = await subscribeDevice.SubscribeAsync(
            Id, User.SessionId(), new BrowserSubscription(endpoint ?? "", p256dh ?? "", auth ?? ""), cancellation);
        if (!subscribed.Succeeded)
        {
            return new ContentResult
            {
                StatusCode = StatusCodes.Status422UnprocessableEntity,
                ContentType = "text/plain; charset=utf-8",
                Content = texts.Of(subscribed.Refusal),
            };
        }
        Said = texts["You'll get notifications on this device from now on."];
        return new NoContentResult();
    }

    public async Task<IActionResult> OnPostNoPushAsync(Guid deviceId, CancellationToken cancellation)
    {
        await subscribeDevice.UnsubscribeAsync(Id, deviceId, cancellation);
        return Redirect("/me/told#devices");
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var sessionId = User.SessionId();
        HasPassword = await db.Members.AnyAsync(member => member.Id == Id && member.PasswordHash != "", cancellation);
        HasMailServer = await db.MailServers.AnyAsync(cancellation);
        Box = await db.MailPreferences.AsNoTracking().SingleOrDefaultAsync(box => box.MemberId == Id, cancellation);
        Devices = await db.PushDevices.AsNoTracking().Where(device => device.MemberId == Id).OrderBy(device => device.Session.StartedAt)
            .Select(device => new ToldDevice(device.Id, device.Session.Device, device.SessionId == sessionId)).ToListAsync(cancellation);
        PushKey = (await PushKeys.FindOrCreateAsync(db, seal, cancellation)).PublicKey;
    }

    public sealed record ToldDevice(Guid Id, string Name, bool IsThis);

    public sealed record Wishes
    {
        public string Address { get; init; } = "";

        public Rhythm Rhythm { get; init; } = Rhythm.Daily;

        public int Hour { get; init; } = MailPreferences.EveningHour;

        public string Password { get; init; } = "";
    }
}
