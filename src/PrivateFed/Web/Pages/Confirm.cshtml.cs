using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Notifications.Mail;

namespace PrivateFed.Web.Pages;

/// <summary>
/// Opened by the link in the first email to an address. Opening it changes nothing, since mail programs open links by themselves; the
/// button confirms.
/// </summary>
public sealed class ConfirmPage(ConfirmAddress confirm) : PageModel
{
    /// <summary>Null when the link is not valid.</summary>
    public string? Address { get; private set; }

    public bool IsDone { get; private set; }

    public async Task OnGetAsync(string secret, CancellationToken cancellation) =>
        Show((await confirm.FindAsync(secret, cancellation))?.UnconfirmedAddress);

    public async Task OnPostAsync(string secret, CancellationToken cancellation)
    {
        Show((await confirm.ConfirmAsync(secret, cancellation))?.Address);
        IsDone = Address is not null;
    }

    private void Show(string? address)
    {
        Address = address;
        Response.StatusCode = address is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
    }
}
