using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using PrivateFed.Members;
using PrivateFed.Notifications.Mail;

namespace PrivateFed.Tests.Rig;

/// <summary>How the people of the house are told.</summary>
internal static partial class BeingTold
{
    public const string From = "house@lindgren.test";

    /// <summary>Mara lets the house send its letters through this mail server.</summary>
    public static async Task UseAsync(this House house, Mailroom room, EmailContent show = EmailContent.Words) =>
        House.Value(await house.DoAsync((ConfigureMailServer setUp) => setUp.ConfigureAsync(
            new MailServerForm("127.0.0.1", room.Port, MailSecurity.None, "", "", From, show), House.Cancellation)));

    /// <summary>Somebody of the house who is written to, with an address of their own.</summary>
    public static async Task<(Member Member, string Address)> ReaderAsync(
        this House house, string name, Rhythm rhythm = Rhythm.AtOnce, Role role = Role.Member)
    {
        var handle = $"{name.ToLowerInvariant()}{Guid.NewGuid().ToString("N")[..8]}";
        var member = await house.AddAsync(name, handle, role);
        var address = $"{handle}@example.org";
        await house.WriteToAsync(member, address, rhythm);
        return (member, address);
    }

    /// <summary>The member has confirmed the address.</summary>
    public static Task<int> WriteToAsync(this House house, Member member, string address, Rhythm rhythm = Rhythm.AtOnce) =>
        house.ReadAsync(db =>
    {
        var now = house.Clock.GetUtcNow();
        var box = new MailPreferences { MemberId = member.Id, Since = now, Rhythm = rhythm, Zone = "Europe/Stockholm" };
        box.RequestConfirmation(address, LinkSecret.Hash(LinkSecret.New()), now);
        box.Confirm(now);
        db.MailPreferences.Add(box);
        return db.SaveChangesAsync(House.Cancellation);
    });

    /// <summary>Returns when everything that was gathered is sent, or put off.</summary>
    public static Task LettersSettleAsync(this House house) => Eventually.Happens("no letter that is due", () => house.ReadAsync(async db =>
    {
        var now = house.Clock.GetUtcNow();
        var boxes = await db.MailPreferences.AsNoTracking().Where(box => box.Address != null && box.UnreachableSince == null
            && box.Rhythm != Rhythm.Never).ToListAsync(House.Cancellation);
        foreach (var box in boxes)
        {
            var oldest = await db.News
                .Where(news => news.MemberId == box.MemberId && news.EmailId == null && news.SeenAt == null && news.At >= box.Since)
                .OrderBy(news => news.At).Select(news => (DateTimeOffset?)news.At).FirstOrDefaultAsync(House.Cancellation);
            if (oldest is { } at && box.DueFor(at) <= now)
            {
                return false;
            }
        }
        return !await db.Emails.AnyAsync(letter => letter.Failures == 0, House.Cancellation);
    }));

    /// <summary>The path of the first link to such a page in a letter.</summary>
    public static string LinkIn(this MimeMessage letter, string page)
    {
        var link = Links().Matches(letter.TextBody!).Select(match => match.Value)
            .FirstOrDefault(url => url.StartsWith(House.Url($"/{page}"), StringComparison.Ordinal));
        Assert.True(link is not null, $"The letter has no link to {page}: {letter.TextBody}");
        return link[House.Url("").Length..];
    }

    /// <summary>Opens the form of a page and sends it as it is.</summary>
    public static Task<HttpResponseMessage> PressAsync(this Browser browser, string page) => browser.SubmitAsync(page, page);

    public static async Task<string> TextAsync(this HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    public static async Task<string> TextAsync(this Browser browser, string path) => WebUtility.HtmlDecode(await browser.ReadAsync(path));

    [GeneratedRegex("https?://[^\\s]+")]
    private static partial Regex Links();
}
