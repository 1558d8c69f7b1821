using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.Doctor;

/// <summary>Checks the clock: other servers refuse signatures dated in their past or future.</summary>
internal static class CheckClock
{
    private const string Name = "clock";
    private const int MaxHosts = 3;
    private static readonly TimeSpan MaxSkew = TimeSpan.FromSeconds(30);

    /// <param name="db">Null when the database cannot be read.</param>
    /// <param name="domain">The house's own domain, if known.</param>
    public static async Task<Finding> RunAsync(HouseDb? db, SiteProbe probe, string? domain, CancellationToken cancellation)
    {
        var hosts = db is null ? [] : await db.RemoteHosts
            .Where(host => host.FailingSince == null
                && db.Follows.Any(follow => follow.RemoteActor.HostId == host.Id && follow.State == FollowState.Accepted))
            .OrderByDescending(host => host.LastAnsweredAt).Select(host => host.Name).Take(MaxHosts).ToListAsync(cancellation);
        // Followers' servers come first, since the house's own domain often resolves to this very machine.
        foreach (var host in domain is null ? hosts : hosts.Append(domain))
        {
            var answer = await probe.GetAsync($"https://{host}/.well-known/nodeinfo", "application/json", cancellation);
            if (answer is { Succeeded: true, Value.ClockAhead: { } ahead })
            {
                return Judge(ahead, host, isOurs: host == domain);
            }
        }
        return Finding.Warning(Name, "There's no other server to compare the clock with yet.",
            "Use timedatectl to check that the system clock is synchronised.");
    }

    private static Finding Judge(TimeSpan ahead, string host, bool isOurs)
    {
        var seconds = Math.Round(Math.Abs(ahead.TotalSeconds));
        return ahead.Duration() > MaxSkew
            ? Finding.Warning(
                Name,
                $"The clock is {seconds:N0} seconds {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} that of {host}; "
                    + "other servers reject anything signed at the wrong time.",
                "Turn on time synchronisation (NTP): timedatectl set-ntp true, or install chrony.")
            : Finding.Ok(
                Name,
                $"The clock agrees with that of {host} within {seconds + 1:N0} second(s)"
                    + $"{(isOurs ? ", which may be this machine's own" : "")}.");
    }
}
