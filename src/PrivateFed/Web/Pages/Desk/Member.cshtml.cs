using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>Somebody with an account here: since when, from which devices, and the way out.</summary>
public sealed class MemberPage(HouseDb db, RemoveMember remove) : PageModel
{
    public Known Person { get; private set; } = null!;

    public IReadOnlyList<string> Circles { get; private set; } = [];

    public IReadOnlyList<ShownDevice> Devices { get; private set; } = [];

    public Refusal? Problem { get; private set; }

    /// <summary>Whether they were added a moment ago, and have to be told how to come in.</summary>
    public bool IsNew { get; private set; }

    public string FrontDoor => $"{Request.Scheme}://{Request.Host}/";

    public async Task<IActionResult> OnGetAsync(Guid id, bool added, CancellationToken cancellation)
    {
        IsNew = added;
        var person = await db.Members.AsNoTracking().Where(member => member.Id == id && member.RemovedAt == null)
            .Select(member => new Known(member.Id, member.Name, member.Actor.Handle, member.Role, member.JoinedAt, member.LastSeenAt))
            .SingleOrDefaultAsync(cancellation);
        if (person is null)
        {
            return NotFound();
        }
        Person = person;
        Circles = await db.Circles.Where(circle => circle.Members.Any(member => member.Id == id)).Select(circle => circle.Name).ToListAsync(cancellation);
        Devices = await Members.Devices.OfAsync(db, id, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostDeviceAsync(Guid id, Guid sessionId, CancellationToken cancellation)
    {
        await Members.Devices.SignOutAsync(db, id, sessionId, cancellation);
        return Redirect($"/family/members/{id}");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken cancellation)
    {
        var removed = await remove.WithIdAsync(id, cancellation);
        if (removed.Succeeded)
        {
            return Redirect("/family");
        }
        Problem = removed.Refusal;
        return await OnGetAsync(id, added: false, cancellation);
    }

    public sealed record Known(Guid Id, string Name, string Handle, Role Role, DateTimeOffset JoinedAt, DateTimeOffset? LastSeenAt);
}
