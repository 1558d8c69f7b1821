using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Audiences;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>A pending follow request: who asks, what they would see, and the owner's answer.</summary>
public sealed class RequestPage(
    HouseDb db, AcceptFollow acceptFollow, BeginHistory begin, RejectFollow rejectFollow, BlockFollowers block,
    RemoveFollower remove, IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>Characters of what they say of themselves that leave room for the answers on a phone's first screen.</summary>
    private const int ShortSummary = 120;

    public Asking Person { get; private set; } = null!;

    /// <summary>Their server.</summary>
    public RemoteHost Server { get; private set; } = null!;

    public string FirstName => FirstNames.Of(Person.Name);

    public IReadOnlyList<AudienceChoice> Circles { get; private set; } = [];

    /// <summary>The previously accepted account that moved to this one; null unless both accounts confirm the move.</summary>
    public RemoteActor? MovedFrom { get; private set; }

    public IReadOnlyList<Guid> OldCircles { get; private set; } = [];

    [BindProperty]
    public OlderPosts Older { get; set; }

    public Refusal? Problem { get; private set; }

    public bool IsSummaryShort => Person.Summary.Length > 0 && PlainText.Of(Person.Summary).Length <= ShortSummary;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        var person = await db.RemoteActors.AsNoTracking()
            .Where(actor => actor.Id == id
                && actor.Follows.Any(follow => follow.State == FollowState.Requested && follow.Actor.DeletedAt == null))
            .Select(actor => new Asking(actor.Id, actor.Name, actor.Handle, actor.Host.Name, actor.HasPicture, actor.Summary,
                actor.AccountSince)
            {
                AskedAt = actor.Follows.Where(follow => follow.State == FollowState.Requested).Min(follow => follow.RequestedAt),
                Handles = actor.Follows.Where(follow => follow.State == FollowState.Requested).Select(follow => follow.Actor.Handle)
                    .ToList(),
            })
            .SingleOrDefaultAsync(cancellation);
        if (person is null)
        {
            return NotFound();
        }
        Person = person;
        Server = await db.RemoteHosts.AsNoTracking().SingleAsync(host => host.Name == person.Host, cancellation);
        MovedFrom = await PreviousAsync(id, cancellation);
        OldCircles = MovedFrom is null
            ? []
            : await db.Circles.Where(circle => circle.Followers.Any(follower => follower.Id == MovedFrom.Id)).Select(circle => circle.Id)
                .ToListAsync(cancellation);
        Circles = [.. (await CountReaders.CountAsync(db, Guid.Empty, cancellation)).Where(choice => choice.CircleId is not null)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string answer, List<Guid> circleIds, CancellationToken cancellation)
    {
        var name = await db.RemoteActors.Where(actor => actor.Id == id).Select(actor => actor.Name).SingleOrDefaultAsync(cancellation);
        var canBeUndone = answer == "yes" && await PreviousAsync(id, cancellation) is null;
        var answered = answer switch
        {
            "yes" => await AcceptAsync(id, circleIds, cancellation),
            "no" => (await rejectFollow.RejectAsync(id, User.MemberId(), cancellation)).Refusal,
            "never" => (await block.BlockActorAsync(id, User.MemberId(), cancellation)).Refusal,
            "never-server" => (await block.BlockHostAsync(await HostAsync(id, cancellation), User.MemberId(), cancellation)).Refusal,
            _ => new Refusal("Please choose one of these answers."),
        };
        if (answered is null)
        {
            TempData["Said"] = answer switch
            {
                "yes" => texts["{0} is in, and will see new posts from now on.", FirstNames.Of(name ?? "")].Value,
                "no" => texts["{0} wasn't let in, and may ask again.", name ?? ""].Value,
                "never-server" => texts["{0} is blocked.", await HostAsync(id, cancellation)].Value,
                _ => texts["{0} is blocked.", name ?? ""].Value,
            };
            TempData[nameof(FamilyPage.UndoId)] = canBeUndone ? id : null;
            return Redirect("/family");
        }
        // Already answered, perhaps in another window: then there is nothing left to show.
        Problem = answered;
        return await OnGetAsync(id, cancellation) is PageResult page ? page : Redirect("/family");
    }

    /// <summary>Takes back that somebody was let in.</summary>
    public async Task<IActionResult> OnPostUndoAsync(Guid id, CancellationToken cancellation)
    {
        var name = await db.RemoteActors.Where(actor => actor.Id == id).Select(actor => actor.Name).SingleOrDefaultAsync(cancellation);
        if ((await remove.RemoveAsync(id, User.MemberId(), cancellation)).Succeeded)
        {
            TempData[nameof(FamilyPage.Said)] = texts["{0} isn't in after all, and may ask again.", FirstNames.Of(name ?? "")].Value;
        }
        return Redirect("/family");
    }

    /// <summary>The accepted account that the person moved from; null if there is none.</summary>
    private async Task<RemoteActor?> PreviousAsync(Guid id, CancellationToken cancellation) =>
        await db.RemoteActors.AsNoTracking().SingleOrDefaultAsync(actor => actor.Id == id, cancellation) is { } person
            ? await MovedAccounts.FindPreviousAsync(db, person, cancellation)
            : null;

    private Task<Guid> HostAsync(Guid id, CancellationToken cancellation) =>
        db.RemoteActors.Where(actor => actor.Id == id).Select(actor => actor.HostId).SingleOrDefaultAsync(cancellation);

    private async Task<Refusal?> AcceptAsync(Guid id, List<Guid> circleIds, CancellationToken cancellation)
    {
        var done = await acceptFollow.AcceptAsync(id, User.MemberId(), circleIds, cancellation);
        return done.Succeeded ? (await begin.BeginForFollowerAsync(id, Older, cancellation)).Refusal : done.Refusal;
    }

    public sealed record Asking(Guid Id, string Name, string Handle, string Host, bool HasPicture, string Summary, DateTimeOffset? Since)
    {
        public DateTimeOffset AskedAt { get; init; }

        public required List<string> Handles { get; init; }

        public IReadOnlyList<string> Follows => [.. Handles.Select(handle => "@" + handle)];
    }
}
