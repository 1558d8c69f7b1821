using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Posts.ActivityPub;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>A member edits the words of their own comment; every server that has the comment gets an Update.</summary>
public sealed class EditComment(HouseDb db, CurrentHouse house, TimeProvider clock, SweepSignal signal)
{
    public async Task<Result<Guid>> EditAsync(Viewer.Local writer, Guid commentId, string text, CancellationToken cancellation)
    {
        var comment = await db.VisibleComments(writer).WithThread()
            .SingleOrDefaultAsync(comment => comment.Id == commentId && comment.MemberId == writer.MemberId, cancellation);
        if (comment is null)
        {
            return new Refusal("That comment is no longer there.");
        }
        if (CommentText.Check(text, comment.Photo is not null) is { } wrong)
        {
            return wrong;
        }
        comment.Text = text.Trim();
        comment.Html = MarkdownText.ToHtml(text);
        comment.EditedAt = clock.GetUtcNow();
        await FederateComment.StageUpdateAsync(db, comment, house.Addresses, comment.EditedAt.Value, cancellation);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new Refusal("That comment is no longer there.");
        }
        signal.Set();
        return comment.Id;
    }
}
