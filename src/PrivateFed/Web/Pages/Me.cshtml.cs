using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>A person's own things: name, address, password, devices.</summary>
public sealed class MePage(HouseDb db, TheHouse house, ChangeName changeName, ChangePassword changePassword) : PageModel
{
    public Me Self { get; private set; } = null!;

    public string Domain => new Uri(house.Addresses.Root).Authority;

    public IReadOnlyList<ShownDevice> Devices { get; private set; } = [];

    [BindProperty]
    public string NewName { get; set; } = "";

    [BindProperty]
    public PasswordChange Passwords { get; set; } = new();

    public Refusal? NameProblem { get; private set; }

    public Refusal? PasswordProblem { get; private set; }

    /// <summary>What was done a moment ago.</summary>
    [TempData]
    public string? Said { get; set; }

    private Guid Id => User.MemberId()!.Value;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        NewName = Self.Name;
    }

    public async Task<IActionResult> OnPostNameAsync(CancellationToken cancellation)
    {
        var changed = await changeName.OfAsync(Id, NewName, cancellation);
        if (changed.Succeeded)
        {
            Said = $"You are {changed.Value.Name} now.";
            return Redirect("/me");
        }
        NameProblem = changed.Refusal;
        await ReadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken cancellation)
    {
        var changed = await changePassword.OfAsync(Id, User.SessionId(), Passwords.Current, Passwords.Wanted, cancellation);
        if (changed.Succeeded)
        {
            Said = "Your password is changed. Your other devices have to sign in again.";
            return Redirect("/me");
        }
        PasswordProblem = changed.Refusal;
        await ReadAsync(cancellation);
        NewName = Self.Name;
        return Page();
    }

    public async Task<IActionResult> OnPostDeviceAsync(Guid sessionId, CancellationToken cancellation)
    {
        await Members.Devices.SignOutAsync(db, Id, sessionId, cancellation);
        Said = "That device is signed out.";
        return Redirect("/me");
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        Self = await db.Members.AsNoTracking().Where(member => member.Id == Id)
            .Select(member => new Me(member.Id, member.Name, member.Actor.Handle, member.Role)).SingleAsync(cancellation);
        Devices = await Members.Devices.OfAsync(db, Id, cancellation);
    }

    public sealed record Me(Guid Id, string Name, string Handle, Role Role);

    public sealed record PasswordChange
    {
        public string Current { get; init; } = "";

        public string Wanted { get; init; } = "";
    }
}
