using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>Effects of blocking a person or their whole server.</summary>
public static class BlockList
{
    /// <summary>
    /// Whether an activity has no effect because its actor is blocked. It is answered and stored like any other. Activities that only take
    /// something of the actor's back still work: blocked people must be able to delete what they wrote.
    /// </summary>
    /// <param name="person">With their host.</param>
    public static bool IsIgnored(RemoteActor person, Wire.Activity activity) =>
        person.IsBlocked && activity is not (Wire.Delete or Wire.Undo or Wire.Block);

    /// <summary>Hides comments and reactions of these people, and forgets their pictures.</summary>
    public static async Task HideAsync(HouseDb db, IQueryable<RemoteActor> people, CancellationToken cancellation)
    {
        var ids = people.Select(person => (Guid?)person.Id);
        await db.Comments.Where(comment => ids.Contains(comment.RemoteActorId))
            .ExecuteUpdateAsync(set => set.SetProperty(comment => comment.IsHidden, true), cancellation);
        await db.Reactions.Where(reaction => ids.Contains(reaction.RemoteActorId))
            .ExecuteUpdateAsync(set => set.SetProperty(reaction => reaction.IsHidden, true), cancellation);
        await people.ExecuteUpdateAsync(
            set => set.SetProperty(person => person.HasPicture, false)
                .SetProperty(person => person.PictureDueAt, (DateTimeOffset?)null), cancellation);
    }

    /// <summary>Shows comments and reactions of these people again, except where the other kind of block remains.</summary>
    public static async Task ShowAsync(HouseDb db, IQueryable<RemoteActor> people, DateTimeOffset now, CancellationToken cancellation)
    {
        var unblocked = people.Where(person => person.BlockedAt == null && person.Host.BlockedAt == null);
        var ids = unblocked.Select(person => (Guid?)person.Id);
        await db.Comments.IgnoreQueryFilters().Where(comment => ids.Contains(comment.RemoteActorId))
            .ExecuteUpdateAsync(set => set.SetProperty(comment => comment.IsHidden, false), cancellation);
        await db.Reactions.IgnoreQueryFilters().Where(reaction => ids.Contains(reaction.RemoteActorId))
            .ExecuteUpdateAsync(set => set.SetProperty(reaction => reaction.IsHidden, false), cancellation);
        await unblocked.Where(person => person.IconUrl != null)
            .ExecuteUpdateAsync(set => set.SetProperty(person => person.PictureDueAt, now), cancellation);
    }

    /// <summary>Blocked people, most recently blocked first.</summary>
    public static Task<List<BlockedPerson>> PeopleAsync(HouseDb db, CancellationToken cancellation) =>
        db.RemoteActors.AsNoTracking().Where(actor => actor.BlockedAt != null).OrderByDescending(actor => actor.BlockedAt)
            .Select(actor => new BlockedPerson(actor.Id, actor.Name, "@" + actor.Handle + "@" + actor.Host.Name, actor.BlockedAt!.Value))
            .ToListAsync(cancellation);

    /// <summary>Blocked servers, most recently blocked first.</summary>
    public static Task<List<BlockedHost>> HostsAsync(HouseDb db, CancellationToken cancellation) =>
        db.RemoteHosts.AsNoTracking().Where(host => host.BlockedAt != null).OrderByDescending(host => host.BlockedAt)
            .Select(host => new BlockedHost(host.Id, host.Name, host.BlockedAt!.Value)).ToListAsync(cancellation);
}

public sealed record BlockedPerson(Guid Id, string Name, string Address, DateTimeOffset At);

public sealed record BlockedHost(Guid Id, string Name, DateTimeOffset At);
