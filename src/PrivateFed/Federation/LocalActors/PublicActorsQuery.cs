using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Federation.LocalActors;

/// <summary>
/// The actors that other servers can find: those of authors, and of members who have commented, since comments are sent out. Nobody outside
/// learns of a member who only reads.
/// </summary>
public static class PublicActorsQuery
{
    public static IQueryable<Actor> PublicActors(this HouseDb db) =>
        db.FederatedActors().Where(actor => actor.DeletedAt == null
            && db.Members.Any(member => member.Id == actor.MemberId && member.RemovedAt == null));

    /// <summary>These and the deleted ones, of which other servers know.</summary>
    public static IQueryable<Actor> FederatedActors(this HouseDb db) =>
        db.Actors.Where(actor => db.Members.Any(member => member.Id == actor.MemberId
            && (member.Role != Role.Member || db.Comments.Any(comment => comment.MemberId == member.Id))));
}
