using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>
/// A reply from elsewhere begins with the names of those whom it answers, so that they hear of it: "@mara@family.example How lovely". Here its place says whom it
/// answers, so the names of people of the house, and of who is answered, are not shown at its beginning. Anybody else named there stays.
/// </summary>
public static class HideMentions
{
    /// <param name="db">The house.</param>
    /// <param name="addresses">Of this house.</param>
    /// <param name="html">The reply, sanitised.</param>
    /// <param name="parentId">The comment that it answers; null when it answers the post.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<string> HideAsync(HouseDb db, Addresses addresses, string html, Guid? parentId, CancellationToken cancellation)
    {
        if (!OpeningMentions.MayBegin(html))
        {
            return html;
        }
        var handles = await db.Members.Where(member => member.RemovedAt == null).Select(member => member.Actor.Handle).ToListAsync(cancellation);
        var answered = await db.Comments.Where(comment => comment.Id == parentId && comment.RemoteActor != null)
            .Select(comment => new { comment.RemoteActor!.Uri, comment.RemoteActor.Url, comment.RemoteActor.Handle, Host = comment.RemoteActor.Host.Name })
            .SingleOrDefaultAsync(cancellation);
        List<MentionedPerson> people = [.. handles.Select(handle => new MentionedPerson([addresses.Actor(handle)], handle, addresses.Domain))];
        if (answered is not null)
        {
            people.Add(new MentionedPerson(answered.Url is { } page ? [answered.Uri, page] : [answered.Uri], answered.Handle, answered.Host));
        }
        return OpeningMentions.Without(html, people);
    }
}
