using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Notifications;

namespace PrivateFed.Web.Pages;

/// <summary>
/// The end of letters. People come by the link in one and press the button; mail programs send the form by themselves (RFC 8058), without any
/// page before it, so its seal stands in the place of an antiforgery token.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class UnsubscribePage(Unsubscribe stop) : PageModel
{
    public string Address { get; private set; } = "";

    public bool IsDone { get; private set; }

    public IActionResult OnGet(string token) => Show(stop.Look(token));

    public async Task<IActionResult> OnPostAsync(string? token, CancellationToken cancellation)
    {
        if (token is null)
        {
            // A body that is too large cannot be read, and then nothing of the request is.
            return BadRequest();
        }
        IsDone = true;
        return Show(await stop.UseAsync(token, cancellation));
    }

    private IActionResult Show(string? address)
    {
        Address = address ?? "";
        return address is null ? NotFound() : Page();
    }
}
