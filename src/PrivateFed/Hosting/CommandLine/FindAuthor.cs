using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Finds members by the handle that the operator typed.</summary>
internal static class FindAuthor
{
    /// <param name="handle">With or without @; null for the owner, or for the one who joined first when there are several.</param>
    public static async Task<Result<Guid>> FindAsync(IServiceProvider house, string? handle, CancellationToken cancellation)
    {
        if (handle is null)
        {
            return await OwnerAsync(house.GetRequiredService<HouseDb>(), cancellation) is { } owner ? owner.Id
                : new Refusal("This house has no owner.");
        }
        var member = await MemberAsync(house, handle, cancellation);
        return member switch
        {
            { Succeeded: false } => member.Refusal,
            { Value.MayPost: false } => new Refusal($"{member.Value.Name} can only read and comment; only authors can post."),
            _ => member.Value.Id,
        };
    }

    public static Task<Member?> OwnerAsync(HouseDb db, CancellationToken cancellation) =>
        db.Members.AsNoTracking().Include(member => member.Actor).Where(member => member.Role == Role.Owner && member.RemovedAt == null)
            .OrderBy(member => member.JoinedAt).ThenBy(member => member.Id).FirstOrDefaultAsync(cancellation);

    public static async Task<Result<Member>> MemberAsync(IServiceProvider house, string handle, CancellationToken cancellation)
    {
        var plain = handle.Trim().TrimStart('@').ToLowerInvariant();
        var ofThisHouse = "@" + house.GetRequiredService<CurrentHouse>().Addresses.Domain;
        plain = plain.EndsWith(ofThisHouse, StringComparison.Ordinal) ? plain[..^ofThisHouse.Length] : plain;
        return await house.GetRequiredService<HouseDb>().Members.AsNoTracking().Include(member => member.Actor)
            .SingleOrDefaultAsync(member => member.Actor.Handle == plain && member.RemovedAt == null, cancellation) is { } member
            ? member
            : new Refusal($"No member has the handle {plain}.");
    }
}
