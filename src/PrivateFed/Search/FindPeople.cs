using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Search;

/// <summary>A person found by name.</summary>
/// <param name="FaceId">Id of the member or remote actor.</param>
/// <param name="PictureId">Id of their picture; null when there is none.</param>
/// <param name="Role">A member's role; null for somebody on another server.</param>
/// <param name="Address">Address on the other server; empty for a member.</param>
/// <param name="Link">Their page; null when there is none for the reader.</param>
public sealed record FoundPerson(Guid FaceId, string Name, Guid? PictureId, Role? Role, string Address, string? Link);

/// <summary>
/// Searches people by name, among those whom the family page shows the reader. A family's list is short enough to be filtered in memory.
/// </summary>
public static class FindPeople
{
    private const int MaxResults = 12;

    public static async Task<IReadOnlyList<FoundPerson>> NamedAsync(
        HouseDb db, Role reader, IReadOnlyList<string> words, CancellationToken cancellation)
    {
        if (words.Count == 0)
        {
            return [];
        }
        var members = await db.Members.AsNoTracking().Where(member => member.RemovedAt == null).OrderBy(member => member.Name)
            .Select(member => new { member.Id, member.Name, member.Role, member.Actor.Handle, member.AvatarId }).ToListAsync(cancellation);
        var followers = reader is Role.Author or Role.Owner ? await Followers.AcceptedAsync(db, cancellation) : [];
        return
        [
            .. members.Where(member => IsNamed(member.Name, words))
                .Select(member => new FoundPerson(member.Id, member.Name, member.AvatarId, member.Role, "", member.Role == Role.Member
                    ? null
                    : $"/users/{member.Handle}"))
                .Concat(followers.Where(follower => IsNamed(follower.Name, words))
                    .Select(follower => new FoundPerson(
                        follower.RemoteActorId, follower.Name, follower.HasPicture ? follower.RemoteActorId : null, null, follower.Address,
                        reader == Role.Owner ? $"/family/followers/{follower.RemoteActorId}" : null)))
                .Take(MaxResults),
        ];
    }

    private static bool IsNamed(string name, IReadOnlyList<string> words)
    {
        var own = FoldWords.Split(name).Select(word => word.Folded).ToList();
        return words.All(sought => own.Any(word => Excerpt.Fits(word, sought)));
    }
}
