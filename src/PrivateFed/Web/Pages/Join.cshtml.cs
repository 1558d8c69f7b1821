using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Houses;
using PrivateFed.Members;
using PrivateFed.Members.Consents;
using PrivateFed.Members.Invitations;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>
/// Opened by an invitation link: shows who invites and the text to agree to, and takes the agreement. Opening it changes nothing, since
/// mail programs open links by themselves.
/// </summary>
public sealed class JoinPage(HouseDb db, Join join, CurrentHouse house) : PageModel
{
    /// <summary>Null when the link is not valid.</summary>
    public Invitation? Invitation { get; private set; }

    public HouseText Text { get; private set; } = null!;

    /// <summary>The house's name and appearance, which holders of an invitation may see.</summary>
    public House House { get; private set; } = null!;

    public IReadOnlyList<BlurredPhoto> Blurs { get; private set; } = [];

    [BindProperty]
    public Wishes Input { get; set; } = new();

    public Refusal? Problem { get; private set; }

    public async Task OnGetAsync(string secret, CancellationToken cancellation)
    {
        await ReadAsync(secret, cancellation);
        if (Invitation is not null)
        {
            Input = new Wishes { Name = Invitation.Name, Handle = await SuggestHandle.SuggestAsync(db, Invitation.Name, cancellation) };
        }
    }

    public async Task<IActionResult> OnPostAsync(string secret, CancellationToken cancellation)
    {
        if (User.MemberId() is null)
        {
            var joined = await join.JoinAsync(secret, new Newcomer(Input.Name, Input.Handle, Input.Agrees, Input.Version), cancellation);
            if (joined.Succeeded)
            {
                await HttpContext.SignInAsync(joined.Value);
                TempData[Notice.Key] = Notice.Joined;
                return Redirect("/");
            }
            Problem = joined.Refusal;
        }
        await ReadAsync(secret, cancellation);
        return Page();
    }

    private async Task ReadAsync(string secret, CancellationToken cancellation)
    {
        Invitation = await join.FindAsync(secret, cancellation);
        Text = await HouseText.CurrentAsync(db, cancellation);
        House = (await house.FindAsync(cancellation))!;
        Blurs = Invitation is null ? [] : await BlurredPhotos.ListAsync(db, House, cancellation);
        Response.StatusCode = Invitation is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
    }

    public sealed record Wishes
    {
        public string Name { get; init; } = "";

        public string Handle { get; init; } = "";

        public bool Agrees { get; init; }

        public int Version { get; init; }
    }
}
