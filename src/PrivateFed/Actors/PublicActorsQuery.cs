using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Actors;

/// <summary>Which actors other servers can find: those of authors. Of a member who only reads nobody outside learns that they are here.</summary>
public static class PublicActorsQuery
{
    public static IQueryable<Actor> PublicActors(this HouseDb db) =>
        db.Actors.Where(actor => actor.DeletedAt == null
            && db.Members.Any(member => member.Id == actor.MemberId && member.RemovedAt == null && member.Role != Role.Member));
}
