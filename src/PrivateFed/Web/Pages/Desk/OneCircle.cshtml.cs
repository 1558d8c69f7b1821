using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Follows;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>One circle: its name and its people.</summary>
public sealed class OneCirclePage(HouseDb db, EditCircles edit) : PageModel
{
    /// <summary>The stored name, whatever the form contains.</summary>
    public string Title { get; private set; } = "";

    [BindProperty]
    public Wishes Input { get; set; } = new();

    public IReadOnlyList<Person> Members { get; private set; } = [];

    public IReadOnlyList<ShownFollower> Followers { get; private set; } = [];

    public Refusal? Problem { get; private set; }

    public Refusal? DeleteProblem { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await CircleAsync(id, cancellation) is not { } circle)
        {
            return NotFound();
        }
        Input = circle;
        await ReadPeopleAsync(circle.Name, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        var changed = await edit.ChangeAsync(id, Input.Name, Input.MemberIds, Input.FollowerIds, cancellation);
        if (changed.Succeeded)
        {
            return Redirect("/family#circles");
        }
        if (await CircleAsync(id, cancellation) is not { } circle)
        {
            return NotFound();
        }
        Problem = changed.Refusal;
        await ReadPeopleAsync(circle.Name, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken cancellation)
    {
        var deleted = await edit.DeleteAsync(id, User.MemberId()!.Value, cancellation);
        if (deleted.Succeeded)
        {
            return Redirect("/family#circles");
        }
        DeleteProblem = deleted.Refusal;
        return await OnGetAsync(id, cancellation);
    }

    private Task<Wishes?> CircleAsync(Guid id, CancellationToken cancellation) =>
        db.Circles.AsNoTracking().Where(circle => circle.Id == id).Select(circle => new Wishes
        {
            Name = circle.Name,
            MemberIds = circle.Members.Select(member => member.Id).ToList(),
            FollowerIds = circle.Followers.Select(follower => follower.Id).ToList(),
        }).AsSplitQuery().SingleOrDefaultAsync(cancellation);

    private async Task ReadPeopleAsync(string title, CancellationToken cancellation)
    {
        Title = title;
        Members = await db.Members.AsNoTracking().Where(member => member.RemovedAt == null).OrderBy(member => member.Name)
            .Select(member => new Person(member.Id, member.Name, member.AvatarId)).ToListAsync(cancellation);
        Followers = await Follows.Followers.AcceptedAsync(db, cancellation);
    }

    public sealed record Person(Guid Id, string Name, Guid? AvatarId);

    public sealed record Wishes
    {
        public string Name { get; init; } = "";

        public List<Guid> MemberIds { get; init; } = [];

        public List<Guid> FollowerIds { get; init; } = [];
    }
}
