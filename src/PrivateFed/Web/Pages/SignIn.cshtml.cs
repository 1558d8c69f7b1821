using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Members;

namespace PrivateFed.Web.Pages;

/// <summary>The front door. It says nothing of the house to whoever stands outside.</summary>
public sealed class SignInPage(SignIn signIn) : PageModel
{
    [BindProperty]
    public Credentials Input { get; set; } = new();

    public Refusal? Problem { get; private set; }

    public IActionResult OnGet() => User.MemberId() is null ? Page() : Redirect("/");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var caller = HttpContext.Connection.RemoteIpAddress ?? IPAddress.None;
        var member = await signIn.WithPasswordAsync(Input.Handle, Input.Password, caller, cancellation);
        if (!member.Succeeded)
        {
            Problem = member.Refusal;
            return Page();
        }
        await HttpContext.SignInAsync(Sessions.PrincipalOf(member.Value), new AuthenticationProperties { IsPersistent = true });
        return Redirect("/");
    }

    public sealed record Credentials
    {
        public string Handle { get; init; } = "";

        public string Password { get; init; } = "";
    }
}
