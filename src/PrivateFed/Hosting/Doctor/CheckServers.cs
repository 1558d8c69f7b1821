using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.Doctor;

/// <summary>
/// Checks which software followers' servers run, and whether it is known to show posts to people who are not accepted followers.
/// </summary>
internal static class CheckServers
{
    private const string Name = "servers";

    /// <param name="db">Null when the database cannot be read.</param>
    public static async Task<Finding> RunAsync(HouseDb? db, CancellationToken cancellation)
    {
        if (db is null)
        {
            return Finding.Warning(Name, "Not checked, because the database can't be read.", "Fix that first, then run doctor again.");
        }
        var hosts = await db.RemoteHosts.AsNoTracking()
            .Where(host => db.Follows.Any(follow => follow.State == FollowState.Accepted && follow.RemoteActor.HostId == host.Id))
            .OrderBy(host => host.Name).Select(host => new { host.Name, host.Software, host.SoftwareVersion }).ToListAsync(cancellation);
        if (hosts.Count == 0)
        {
            return Finding.Ok(Name, "Nobody follows from another server.");
        }
        var listed = string.Join(", ", hosts.Select(host => $"{host.Name}: " + (host.Software is { } software
            ? $"{KnownSoftware.NameOf(software)} {host.SoftwareVersion}".TrimEnd()
            : "unknown")));
        var leaking = hosts.Where(host => KnownSoftware.LeaksFollowersOnlyPosts(host.Software, host.SoftwareVersion))
            .Select(host => host.Name).ToList();
        return leaking.Count == 0
            ? Finding.Ok(Name, $"Followers' servers: {listed}.")
            : Finding.Warning(
                Name,
                $"Followers' servers: {listed}. At {string.Join(", ", leaking)}, posts may be seen by people who weren't let in.",
                "Those servers need Pixelfed 0.12.5 or newer: ask the people who run them to update, or remove the followers there.");
    }
}
