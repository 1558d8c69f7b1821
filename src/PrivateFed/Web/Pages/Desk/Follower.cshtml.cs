using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Languages;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>A follower on another server: details, and how to remove them.</summary>
public sealed class FollowerPage(
    HouseDb db, BeginHistory begin, RemoveFollower remove, RenewMediaLinks renew, BlockFollowers block, TimeProvider clock,
    IStringLocalizer<Texts> texts) : PageModel
{
    public Following Person { get; private set; } = null!;

    /// <summary>The follower's server.</summary>
    public RemoteHost Server { get; private set; } = null!;

    /// <summary>The activity that their server refused most recently.</summary>
    public RefusedActivity? LastRefused { get; private set; }

    public IReadOnlyList<string> Circles { get; private set; } = [];

    /// <summary>Number of older posts that are still to be sent to them.</summary>
    public int OlderLeft { get; private set; }

    public Refusal? Problem { get; private set; }

    public Refusal? BlockProblem { get; private set; }

    /// <summary>Whether the owner came here to remove them: the page then asks at once.</summary>
    public bool IsRemoving { get; private set; }

    public Task<IActionResult> OnGetAsync(Guid id, string? remove, CancellationToken cancellation)
    {
        IsRemoving = remove == "yes";
        return ShowAsync(id, cancellation);
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancellation)
    {
        var person = await db.RemoteActors.AsNoTracking()
            .Where(actor => actor.Id == id && actor.Follows.Any(follow => follow.State == FollowState.Accepted))
            .Select(actor => new Following(actor.Id, actor.Name, actor.Handle, actor.Host.Name, actor.HasPicture, actor.Summary,
                actor.Host.FailingSince, actor.Host.LastAnsweredAt)
            {
                Follows = actor.Follows.Where(follow => follow.State == FollowState.Accepted)
                    .Select(follow => new Followed(follow.Actor.Handle, follow.DecidedAt)).ToList(),
            })
            .SingleOrDefaultAsync(cancellation);
        if (person is null)
        {
            return NotFound();
        }
        Person = person;
        Server = await db.RemoteHosts.AsNoTracking().SingleAsync(host => host.Name == person.Host, cancellation);
        var refused = await ReadRefused.ListAsync(db, HttpContext.SignedInViewer(), [Server.Id], clock.GetUtcNow(), cancellation);
        LastRefused = refused[Server.Id].FirstOrDefault();
        Circles = await db.Circles.Where(circle => circle.Followers.Any(follower => follower.Id == id)).Select(circle => circle.Name)
            .ToListAsync(cancellation);
        OlderLeft = await HistoryQueries.CountPostsLeftAsync(db, id, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostOlderAsync(Guid id, OlderPosts older, CancellationToken cancellation)
    {
        var begun = await begin.BeginForFollowerAsync(id, older, cancellation);
        return begun.Succeeded ? Redirect($"/family/followers/{id}") : NotFound();
    }

    public async Task<IActionResult> OnPostNewLinksAsync(Guid id, CancellationToken cancellation)
    {
        if (!(await renew.RenewForServerAsync(id, cancellation)).Succeeded)
        {
            return NotFound();
        }
        TempData["Said"] = texts["The old links no longer work, and new ones are on their way."].Value;
        return Redirect("/family/desk");
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        var name = await db.RemoteActors.Where(actor => actor.Id == id).Select(actor => actor.Name).SingleOrDefaultAsync(cancellation);
        var removed = await remove.RemoveAsync(id, User.MemberId(), cancellation);
        if (removed.Succeeded)
        {
            TempData["Said"] = texts["{0} has been removed.", name ?? ""].Value;
            return Redirect("/family/desk");
        }
        (Problem, IsRemoving) = (removed.Refusal, true);
        return await ShowAsync(id, cancellation);
    }

    public async Task<IActionResult> OnPostBlockAsync(Guid id, string? server, CancellationToken cancellation)
    {
        var person = await db.RemoteActors.AsNoTracking().Where(actor => actor.Id == id)
            .Select(actor => new { actor.Name, actor.HostId, Host = actor.Host.Name }).SingleOrDefaultAsync(cancellation);
        if (person is null)
        {
            return NotFound();
        }
        var isServer = server == "yes";
        BlockProblem = isServer
            ? (await block.BlockHostAsync(person.HostId, User.MemberId(), cancellation)).Refusal
            : (await block.BlockActorAsync(id, User.MemberId(), cancellation)).Refusal;
        if (BlockProblem is null)
        {
            TempData["Said"] = texts["{0} is blocked.", isServer ? person.Host : person.Name].Value;
            return Redirect("/family/desk");
        }
        return await ShowAsync(id, cancellation);
    }

    public sealed record Followed(string Handle, DateTimeOffset? Since);

    public sealed record Following(
        Guid Id, string Name, string Handle, string Host, bool HasPicture, string Summary, DateTimeOffset? FailingSince,
        DateTimeOffset? LastAnsweredAt)
    {
        public required List<Followed> Follows { get; init; }
    }
}
