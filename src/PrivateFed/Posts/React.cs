using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>Adds a member's reaction to a post, or removes it when it is there already. Reactions of members are not federated.</summary>
public sealed class React(HouseDb db, TimeProvider clock)
{
    public async Task<Result<Guid>> ReactAsync(Viewer.Local person, Guid postId, string kind, CancellationToken cancellation)
    {
        if (!await db.VisiblePosts(person).AnyAsync(post => post.Id == postId, cancellation))
        {
            return new Refusal("That post is no longer there.");
        }
        if (!Reaction.MemberKinds.Contains(kind))
        {
            return new Refusal("Please choose one of the reactions under the post.");
        }
        var takenBack = await db.Reactions
            .Where(reaction => reaction.PostId == postId && reaction.CommentId == null && reaction.MemberId == person.MemberId
                && reaction.Kind == kind)
            .ExecuteDeleteAsync(cancellation);
        if (takenBack == 0)
        {
            db.Reactions.Add(new Reaction { PostId = postId, MemberId = person.MemberId, Kind = kind, At = clock.GetUtcNow() });
            await SaveOnceAsync(cancellation);
        }
        return postId;
    }

    private async Task SaveOnceAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException problem) when (problem.IsUniqueViolation())
        {
            // A second tap at the same moment wrote it first.
        }
    }
}
