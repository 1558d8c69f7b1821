using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Members;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>The owner gives somebody an account.</summary>
public sealed class AddPage(AddMember add) : PageModel
{
    [BindProperty]
    public Newcomer Input { get; set; } = new();

    public Refusal? Problem { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var member = await add.AsAsync(Input.Name, Input.Handle, Input.Password, Input.MayPost ? Role.Author : Role.Member, cancellation);
        if (member.Succeeded)
        {
            return Redirect($"/family/members/{member.Value.Id}?added=true");
        }
        Problem = member.Refusal;
        return Page();
    }

    public sealed record Newcomer
    {
        public string Name { get; init; } = "";

        public string Handle { get; init; } = "";

        public string Password { get; init; } = "";

        public bool MayPost { get; init; }
    }
}
