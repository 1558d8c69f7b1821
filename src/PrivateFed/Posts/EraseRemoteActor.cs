using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Media.Storing;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>
/// Handles an account deleted on another server: its follows end, and its comments, reactions and profile are erased, as Mastodon and
/// GoToSocial do. The actor's id and keys stay, so that the same address is recognised if it comes back, and audit log entries stay too.
/// </summary>
public sealed class EraseRemoteActor(HouseDb db, MediaStorage storage, TimeProvider clock)
{
    /// <summary>Tracks the changes; the caller saves.</summary>
    public async Task EraseAsync(RemoteActor person, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var follows = await db.Follows.Where(follow => follow.RemoteActorId == person.Id && follow.State != FollowState.Ended)
            .ToListAsync(cancellation);
        await FollowChanges.StageUnfollowAsync(db, person, follows, now, cancellation);
        var comments = await db.Comments.Where(comment => comment.RemoteActorId == person.Id && comment.DeletedAt == null)
            .ToListAsync(cancellation);
        comments.ForEach(comment => comment.Delete(now));
        var commentIds = comments.ConvertAll(comment => (Guid?)comment.Id);
        db.Reactions.RemoveRange(await db.Reactions
            .Where(reaction => reaction.RemoteActorId == person.Id || commentIds.Contains(reaction.CommentId)).ToListAsync(cancellation));
        await ForgetAsync(person);
    }

    private async Task ForgetAsync(RemoteActor person)
    {
        person.Name = person.Handle;
        person.Summary = "";
        (person.Url, person.IconUrl, person.AccountSince, person.AlsoKnownAs, person.MovedTo) = (null, null, null, null, null);
        (person.PictureDueAt, person.HasPicture) = (null, false);
        await storage.DeleteAsync(MediaKeys.RemoteAvatar(person.Id));
    }
}
