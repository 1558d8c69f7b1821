using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Follows;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Audiences;

/// <summary>Makes circles and sets who is in them.</summary>
public sealed class EditCircles(HouseDb db, AuditLog auditLog)
{
    public Task<Result<Circle>> MakeAsync(string name, CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(db, () => MakeOnceAsync(name, cancellation));

    private async Task<Result<Circle>> MakeOnceAsync(string name, CancellationToken cancellation)
    {
        var checkedName = await CheckAsync(name, except: null, cancellation);
        if (!checkedName.Succeeded)
        {
            return checkedName.Refusal;
        }
        var circle = new Circle { Name = checkedName.Value };
        db.Circles.Add(circle);
        auditLog.Record(AuditAction.CircleMade, more: circle.Name);
        await db.SaveChangesAsync(cancellation);
        return circle;
    }

    /// <summary>Sets the circle's name and exactly these people.</summary>
    public Task<Result<Circle>> ChangeAsync(
        Guid circleId, string name, IReadOnlyCollection<Guid> memberIds, IReadOnlyCollection<Guid> followerIds,
        CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(db, () => ChangeOnceAsync(circleId, name, memberIds, followerIds, cancellation));

    private async Task<Result<Circle>> ChangeOnceAsync(
        Guid circleId, string name, IReadOnlyCollection<Guid> memberIds, IReadOnlyCollection<Guid> followerIds,
        CancellationToken cancellation)
    {
        var circle = await db.Circles.Include(circle => circle.Members).Include(circle => circle.Followers)
            .AsSplitQuery().SingleOrDefaultAsync(circle => circle.Id == circleId, cancellation);
        if (circle is null)
        {
            return new Refusal("That circle no longer exists.");
        }
        var checkedName = await CheckAsync(name, circleId, cancellation);
        if (!checkedName.Succeeded)
        {
            return checkedName.Refusal;
        }
        if (circle.Name != checkedName.Value)
        {
            auditLog.Record(AuditAction.CircleRenamed, (circle.Id, checkedName.Value), more: circle.Name);
        }
        circle.Name = checkedName.Value;
        var members = await db.Members.Where(member => memberIds.Contains(member.Id) && member.RemovedAt == null).ToListAsync(cancellation);
        var followers = await db.RemoteActors
            .Where(actor => followerIds.Contains(actor.Id) && actor.Follows.Any(follow => follow.State == FollowState.Accepted))
            .ToListAsync(cancellation);
        Replace(circle, circle.Members, members, member => (member.Id, member.Name));
        Replace(circle, circle.Followers, followers, follower => (follower.Id, follower.Name));
        await db.SaveChangesAsync(cancellation);
        return circle;
    }

    /// <summary>
    /// Deletes a circle that no posts were shared with. Without its circle nobody could tell any more who may see a post.
    /// </summary>
    public async Task<Result<Guid>> DeleteAsync(Guid circleId, Guid ownerId, CancellationToken cancellation)
    {
        var posts = await db.VisiblePosts(new Viewer.Local(ownerId, Role.Owner))
            .CountAsync(post => post.Circles.Any(circle => circle.Id == circleId), cancellation);
        if (posts > 0)
        {
            return posts == 1
                ? new Refusal(
                    "One post was shared with this circle, so it can't be deleted: it decides who can see that post. You can take "
                        + "people out of it.")
                : new Refusal(
                    "{0} posts were shared with this circle, so it can't be deleted: it decides who can see them. You can take "
                        + "people out of it.", posts);
        }
        if (await db.Circles.Where(circle => circle.Id == circleId).Select(circle => circle.Name)
            .SingleOrDefaultAsync(cancellation) is { } name)
        {
            await auditLog.RecordIfAsync(
                () => db.Circles.Where(circle => circle.Id == circleId).ExecuteDeleteAsync(cancellation),
                log => log.Record(AuditAction.CircleDeleted, more: name),
                cancellation);
        }
        return circleId;
    }

    // In every language of the site, since each reader sees the name for everybody in their own.
    private static readonly string[] NamesForEverybody =
    [
        "everyone", "everyone here", "everybody", "all", "alle", "alle hier", "tout le monde", "tout le monde ici", "tous", "todos",
        "alla", "alla här", "alle her", "iedereen", "iedereen hier", "tutti", "tutta la casa", "toda a gente",
        "a casa toda", "todos los de aquí", "wszyscy", "wszyscy tutaj",
    ];

    private async Task<Result<string>> CheckAsync(string name, Guid? except, CancellationToken cancellation)
    {
        if (DisplayName.Of(name) is not { Length: > 0 and <= Circle.NameLength } trimmed)
        {
            return new Refusal("Please give the circle a name of 1 to {0} characters.", Circle.NameLength);
        }
        // Two names that look alike, or one that looks like the name for everybody, would show posts to the wrong people.
        var others = await db.Circles.Where(circle => circle.Id != except).Select(circle => circle.Name).ToListAsync(cancellation);
        return others.Concat(NamesForEverybody).Select(DisplayName.Folded).Contains(DisplayName.Folded(trimmed), StringComparer.Ordinal)
            ? new Refusal("There's already a circle called {0}.", trimmed)
            : trimmed;
    }

    private void Replace<T>(Circle circle, List<T> people, List<T> wanted, Func<T, (Guid, string)> identify)
    {
        var (leaving, joining) = (people.Except(wanted).ToList(), wanted.Except(people).ToList());
        leaving.ForEach(person => auditLog.Record(AuditAction.TakenOutOfCircle, identify(person), more: circle.Name));
        joining.ForEach(person => auditLog.Record(AuditAction.PutInCircle, identify(person), more: circle.Name));
        people.RemoveAll(leaving.Contains);
        people.AddRange(joining);
    }
}
