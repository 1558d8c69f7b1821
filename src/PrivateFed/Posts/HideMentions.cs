using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>
/// Replies from other servers begin with mentions of the people they answer, so that these are notified: "@mara@family.example How lovely".
/// Here the reply's place in the thread shows that, so mentions of members and of the answered person are removed from its beginning. Other
/// mentions stay.
/// </summary>
public static class HideMentions
{
    /// <param name="html">The reply, sanitised.</param>
    /// <param name="parentId">The comment that it answers; null when it answers the post.</param>
    public static async Task<string> HideAsync(HouseDb db, Addresses addresses, string html, Guid? parentId, CancellationToken cancellation)
    {
        if (!OpeningMentions.MayBegin(html))
        {
            return html;
        }
        var handles = await db.Members.Where(member => member.RemovedAt == null).Select(member => member.Actor.Handle)
            .ToListAsync(cancellation);
        var answered = await db.Comments.Where(comment => comment.Id == parentId && comment.RemoteActor != null)
            .Select(comment => new
            {
                comment.RemoteActor!.Uri,
                comment.RemoteActor.Url,
                comment.RemoteActor.Handle,
                Host = comment.RemoteActor.Host.Name
            })
            .SingleOrDefaultAsync(cancellation);
        List<MentionedPerson> people =
            [.. handles.Select(handle => new MentionedPerson([addresses.Actor(handle)], handle, addresses.Domain))];
        if (answered is not null)
        {
            people.Add(new MentionedPerson(answered.Url is { } page ? [answered.Uri, page]
                : [answered.Uri], answered.Handle, answered.Host));
        }
        return OpeningMentions.Without(html, people);
    }
}
