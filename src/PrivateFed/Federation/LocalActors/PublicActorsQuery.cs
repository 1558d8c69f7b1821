using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Federation.LocalActors;

/// <summary>
/// Which actors other servers can find: those of authors, and of members who have commented, since their words travel. Of a member who only
/// reads nobody outside learns that they are here.
/// </summary>
public static class PublicActorsQuery
{
    public static IQueryable<Actor> PublicActors(this HouseDb db) =>
        db.ActorsOnTheWire().Where(actor => actor.DeletedAt == null && db.Members.Any(member => member.Id == actor.MemberId && member.RemovedAt == null));

    /// <summary>Those, and the ones that are gone: other servers have heard of them.</summary>
    public static IQueryable<Actor> ActorsOnTheWire(this HouseDb db) =>
        db.Actors.Where(actor => db.Members.Any(member => member.Id == actor.MemberId
            && (member.Role != Role.Member || db.Comments.Any(comment => comment.MemberId == member.Id))));
}
