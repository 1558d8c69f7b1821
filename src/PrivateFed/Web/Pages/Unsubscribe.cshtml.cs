using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Notifications.Mail;

namespace PrivateFed.Web.Pages;

/// <summary>
/// Unsubscribes from emails. People follow the link in an email and press the button; mail programs post the form by themselves (RFC 8058)
/// without loading the page first, so the signed link takes the place of an antiforgery token.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class UnsubscribePage(Unsubscribe stop) : PageModel
{
    public string Address { get; private set; } = "";

    public bool IsDone { get; private set; }

    public IActionResult OnGet(string token) => Show(stop.FindAddress(token));

    public async Task<IActionResult> OnPostAsync(string? token, CancellationToken cancellation)
    {
        if (token is null)
        {
            // When the body is too large to be read, not even the route's token is bound.
            return BadRequest();
        }
        IsDone = true;
        return Show(await stop.UnsubscribeAsync(token, cancellation));
    }

    private IActionResult Show(string? address)
    {
        Address = address ?? "";
        return address is null ? NotFound() : Page();
    }
}
