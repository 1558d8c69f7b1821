using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Houses;
using PrivateFed.Languages;
using PrivateFed.Notifications.Mail;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>Configures the mail server and how much its emails may say, and shows whether they arrive.</summary>
public sealed class MailPage(
    HouseDb db, ConfigureMailServer setUp, ComposeEmail write, BuildMessage buildMessage, SendMail sendMail, TestEmailLimit pace,
    CurrentHouse house, RequireFreshProof askForProof, IStringLocalizer<Texts> texts) : PageModel
{
    private const int Usual = 587;

    public MailServer? Server { get; private set; }

    [BindProperty]
    public Wishes Input { get; set; } = new();

    public string TestAddress { get; private set; } = "";

    public Refusal? Problem { get; private set; }

    public string? TestProblem { get; private set; }

    [TempData]
    public string? Said { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        ShowKept();
    }

    /// <summary>
    /// Requires fresh proof of identity, since whoever controls the mail server can read every sign-in link sent through it.
    /// </summary>
    public async Task<IActionResult> OnPostKeepAsync(CancellationToken cancellation)
    {
        if (await askForProof.RequireAsync(this, cancellation) is { } ask)
        {
            return ask;
        }
        var kept = ModelState.IsValid
            ? await setUp.ConfigureAsync(new MailServerForm(
                Input.Host, Input.Port, Input.Security, Input.UserName, Input.Password, Input.From, Input.Show), cancellation)
            : new Refusal("Please check the port and the choices.");
        if (kept.Succeeded)
        {
            Said = texts["Saved. Send yourself an email to see if it works."];
            return Redirect("/family/mail");
        }
        Problem = kept.Refusal;
        await ReadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostTestAsync(string testAddress, CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        ShowKept();
        if (Server is null)
        {
            return NotFound();
        }
        TestAddress = testAddress ?? "";
        var address = MailAddress.Parse(TestAddress);
        TestProblem = !address.Succeeded ? texts.Of(address.Refusal)
            : pace.MaySend() ? await TryAsync(Server, address.Value, cancellation)
            : texts["That's a lot of test emails. Please wait ten minutes."].Value;
        if (TestProblem is not null)
        {
            return Page();
        }
        Said = texts["The mail server has accepted an email to {0}. Please check that it arrives.", TestAddress];
        return Redirect("/family/mail");
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancellation)
    {
        await setUp.RemoveAsync(cancellation);
        return Redirect("/family/mail");
    }

    /// <returns>The error; null on success.</returns>
    private async Task<string?> TryAsync(MailServer server, string address, CancellationToken cancellation)
    {
        var houseName = (await house.FindAsync(cancellation))!.Name;
        var email = await buildMessage.BuildAsync(
            write.Test(houseName), Guid.CreateVersion7(), houseName, server.From, User.Identity!.Name!, address, cancellation);
        var why = await sendMail.SendAsync(email, server, cancellation) switch
        {
            SendMailResult.NotNow notNow => notNow.Why,
            SendMailResult.NobodyThere nobody => nobody.Why,
            SendMailResult.Refused refused => refused.Why,
            _ => null,
        };
        return why == ConnectToMailServer.Unreachable.Words ? texts.Of(ConnectToMailServer.Unreachable).Value
            : why is null ? null : texts["The email wasn't accepted. The mail server said: {0}", why].Value;
    }

    private async Task ReadAsync(CancellationToken cancellation) =>
        Server = await db.MailServers.AsNoTracking().SingleOrDefaultAsync(cancellation);

    private void ShowKept() => Input = Server is null ? new Wishes() : new Wishes
    {
        Host = Server.Host,
        Port = Server.Port,
        Security = Server.Security,
        UserName = Server.UserName ?? "",
        From = Server.From,
        Show = Server.Content,
    };

    public sealed record Wishes
    {
        public string Host { get; init; } = "";

        public int Port { get; init; } = Usual;

        public MailSecurity Security { get; init; }

        public string UserName { get; init; } = "";

        public string Password { get; init; } = "";

        public string From { get; init; } = "";

        public EmailContent Show { get; init; } = EmailContent.Words;
    }
}
