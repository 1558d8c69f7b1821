using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Storage;

namespace PrivateFed.Operations;

/// <summary>The clock: other servers refuse what is signed in their past or future.</summary>
internal static class CheckClock
{
    private const string Name = "clock";
    private const int AskAtMost = 3;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    /// <param name="db">Null when it cannot be read.</param>
    /// <param name="ask">The way out.</param>
    /// <param name="domain">The house's own, if it is known.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public static async Task<Finding> RunAsync(HouseDb? db, SiteProbe ask, string? domain, CancellationToken cancellation)
    {
        var hosts = db is null ? [] : await db.RemoteHosts
            .Where(host => host.FailingSince == null && db.Follows.Any(follow => follow.RemoteActor.HostId == host.Id && follow.State == FollowState.Accepted))
            .OrderByDescending(host => host.LastAnsweredAt).Select(host => host.Name).Take(AskAtMost).ToListAsync(cancellation);
        // A follower's server has a clock of its own; the house's domain often leads back to this very machine.
        foreach (var host in domain is null ? hosts : hosts.Append(domain))
        {
            var heard = await ask.GetAsync($"https://{host}/.well-known/nodeinfo", "application/json", cancellation);
            if (heard is { Succeeded: true, Value.ClockAhead: { } ahead })
            {
                return Judge(ahead, host, isOurs: host == domain);
            }
        }
        return Finding.Warning(Name, "There is nobody to compare the clock with yet.", "Look with timedatectl whether the system clock is synchronised.");
    }

    private static Finding Judge(TimeSpan ahead, string host, bool isOurs)
    {
        var seconds = Math.Round(Math.Abs(ahead.TotalSeconds));
        return ahead.Duration() > Most
            ? Finding.Warning(Name, $"The clock is {seconds:N0} seconds {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} that of {host}; other servers refuse what is signed at the wrong time.", "Switch on time synchronisation (NTP): timedatectl set-ntp true, or install chrony.")
            : Finding.Ok(Name, $"The clock agrees with that of {host} within {seconds + 1:N0} second(s){(isOurs ? ", which may be this machine's own" : "")}.");
    }
}
