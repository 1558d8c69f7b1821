using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Collections;

/// <summary>
/// Sends a server, along with each post for everyone, a digest of its actors that follow the author (FEP-8fcf). A server that missed a
/// Reject would go on showing such posts to a removed follower. The digest lets it notice, fetch the list, and remove that follower.
/// </summary>
public static class SynchronizeFollowers
{
    public const string Field = "Collection-Synchronization";

    /// <returns>The field's present value; null for an activity that is not addressed to the followers collection.</returns>
    public static async Task<string?> ValueAsync(
        HouseDb db, Activity activity, Guid hostId, string handle, Addresses addresses, CancellationToken cancellation)
    {
        // A comment's activity has the post's id, too, but is addressed to people by name.
        if (activity is not { PostId: { } postId, CommentId: null })
        {
            return null;
        }
        var followers = await OwnFollowers.FollowsFrom(db, activity.ActorId, hostId)
            .Where(_ => db.Posts.Any(post => post.Id == postId && post.Audience == Audience.Everyone))
            .Select(follow => follow.RemoteActor.Uri).ToListAsync(cancellation);
        return followers.Count == 0
            ? null
            : $"collectionId=\"{addresses.Followers(handle)}\", "
                + $"url=\"{addresses.FollowersSynchronization(handle)}\", digest=\"{Digest(followers)}\"";
    }

    /// <summary>The SHA-256 hashes of the ids combined by exclusive or, in lower-case hexadecimal; independent of the order.</summary>
    public static string Digest(IEnumerable<string> ids)
    {
        var digest = new byte[SHA256.HashSizeInBytes];
        foreach (var id in ids)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(id));
            for (var index = 0; index < digest.Length; index++)
            {
                digest[index] ^= hash[index];
            }
        }
        return Convert.ToHexStringLower(digest);
    }
}
