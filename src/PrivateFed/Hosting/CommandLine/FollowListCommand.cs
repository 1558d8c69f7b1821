using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Lists follows by state, pending requests first.</summary>
internal static class FollowListCommand
{
    public static Command Make()
    {
        var json = Printed.JsonOption();
        var command = new Command(
            "list", "Shows who follows and who is waiting to be let in. Example: PrivateFed follow list --json") { json };
        command.InHouse(async (parsed, house, cancellation) =>
        {
            var follows = await ReadAsync(house.GetRequiredService<HouseDb>(), cancellation);
            return parsed.GetValue(json) ? Json(follows) : follows.Count == 0 ? "Nobody follows yet, and nobody is waiting."
                : Columns(follows);
        });
        return command;
    }

    private static async Task<List<Follow>> ReadAsync(HouseDb db, CancellationToken cancellation)
    {
        var follows = await db.Follows.AsNoTracking()
            .Include(follow => follow.Actor).Include(follow => follow.RemoteActor.Host).ToListAsync(cancellation);
        return [.. follows.OrderBy(follow => follow.State).ThenByDescending(Since)];
    }

    private static DateTimeOffset Since(Follow follow) => follow.DecidedAt ?? follow.RequestedAt;

    private static string StateOf(Follow follow) => follow.State.ToString().ToLowerInvariant();

    private static string Json(List<Follow> follows) => Printed.Json(follows.Select(follow => new
    {
        state = StateOf(follow),
        address = FindFollower.AddressOf(follow.RemoteActor),
        name = follow.RemoteActor.Name,
        follows = follow.Actor.Handle,
        since = Since(follow),
        actor = follow.RemoteActor.Uri,
    }));

    private static string Columns(List<Follow> follows) => Printed.Columns(
    [
        ["STATE", "WHO", "NAME", "FOLLOWS", "SINCE"],
        .. follows.Select(follow => new[]
        {
            StateOf(follow), FindFollower.AddressOf(follow.RemoteActor), follow.RemoteActor.Name, follow.Actor.Handle,
            Printed.Day(Since(follow)),
        }),
    ]);
}
