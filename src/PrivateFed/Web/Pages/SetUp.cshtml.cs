using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>One form makes the house and its owner, for whoever holds the link that the server printed.</summary>
public sealed class SetUpPage(HouseDb db, SetUpHouse setUp, Settings settings) : PageModel
{
    [BindProperty]
    public Wishes Input { get; set; } = new();

    public Refusal? Problem { get; private set; }

    public bool DomainIsSettled => settings.Domain is not null;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellation)
    {
        if (!await SetUpLink.OpensAsync(db, token, cancellation))
        {
            return NotFound();
        }
        Input = Input with { Domain = settings.Domain ?? HostIfDomain() };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellation)
    {
        if (!await SetUpLink.OpensAsync(db, token, cancellation))
        {
            return NotFound();
        }
        var wishes = new HouseSetUpForm(Input.House, Input.Domain, Input.Name, Input.Handle, Input.Password) { Language = CultureInfo.CurrentUICulture.Name };
        var owner = await setUp.SetUpAsync(wishes, cancellation);
        if (!owner.Succeeded)
        {
            Problem = owner.Refusal;
            return Page();
        }
        await HttpContext.SignInAsync(owner.Value);
        return Redirect("/");
    }

    /// <summary>For who only tries it out: where they are.</summary>
    public string Here => HostIfDomain() is { Length: > 0 } host ? host : "localhost:5080";

    /// <summary>The name under which this server was reached is most likely the domain, unless it is an address in numbers.</summary>
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
