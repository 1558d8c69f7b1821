using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>Creates the house and its owner, for whoever holds the link that the server printed.</summary>
public sealed class SetUpPage(HouseDb db, SetUpHouse setUp, Settings settings) : PageModel
{
    [BindProperty]
    public Wishes Input { get; set; } = new();

    public Refusal? Problem { get; private set; }

    public bool DomainIsSettled => settings.Domain is not null;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellation)
    {
        if (!await SetUpLink.IsValidAsync(db, token, cancellation))
        {
            return NotFound();
        }
        Input = Input with { Domain = settings.Domain ?? HostIfDomain() };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellation)
    {
        if (!await SetUpLink.IsValidAsync(db, token, cancellation))
        {
            return NotFound();
        }
        var form = new HouseSetUpForm(Input.House, Input.Domain, Input.Name, Input.Handle, Input.Password)
        {
            Language = CultureInfo.CurrentUICulture.Name,
        };
        var owner = await setUp.SetUpAsync(form, cancellation);
        if (!owner.Succeeded)
        {
            Problem = owner.Refusal;
            return Page();
        }
        await HttpContext.SignInAsync(owner.Value);
        return Redirect("/");
    }

    /// <summary>The address to enter for just trying it out: the current one.</summary>
    public string CurrentAddress => HostIfDomain() is { Length: > 0 } host ? host
        : Request.Host.Port is { } port ? $"localhost:{port}" : "localhost";

    /// <summary>The host name of the request, which is most likely the domain; "" for an IP address.</summary>
    private string HostIfDomain() => Domain.Parse(Request.Host.Value ?? "").Value ?? "";

    public sealed record Wishes
    {
        public string House { get; init; } = "";

        public string Name { get; init; } = "";

        public string Handle { get; init; } = "";

        public string Password { get; init; } = "";

        public string Domain { get; init; } = "";
    }
}
