using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Lists all members in the order in which they joined.</summary>
internal static class MemberListCommand
{
    public static Command Make()
    {
        var json = Printed.JsonOption();
        var command = new Command("list", "Shows who has an account here. Example: PrivateFed member list --json") { json };
        command.InHouse(async (parsed, house, cancellation) =>
        {
            var members = await house.GetRequiredService<HouseDb>().Members.AsNoTracking().Include(member => member.Actor)
                .Where(member => member.RemovedAt == null).OrderBy(member => member.JoinedAt).ToListAsync(cancellation);
            return parsed.GetValue(json) ? Json(members) : Columns(members);
        });
        return command;
    }

    private static string RoleOf(Member member) => member.Role.ToString().ToLowerInvariant();

    private static string Json(List<Member> members) => Printed.Json(members.Select(member => new
    {
        handle = member.Actor.Handle,
        name = member.Name,
        role = RoleOf(member),
        since = member.JoinedAt,
        lastSeen = member.LastSeenAt,
    }));

    private static string Columns(List<Member> members) => Printed.Columns(
    [
        ["HANDLE", "NAME", "ROLE", "SINCE", "LAST SEEN"],
        .. members.Select(member => new[]
        {
            member.Actor.Handle, member.Name, RoleOf(member), Printed.Day(member.JoinedAt), member.LastSeenAt is { } seen
                ? Printed.Day(seen)
                : "never",
        }),
    ]);
}
