using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Blocks and unblocks a person or a whole server.</summary>
internal static class BlockCommand
{
    public static Command Block() => Make(
        "block",
        "Blocks somebody, or everybody on a server; nobody is told. Example: PrivateFed follow block @joe@friends.example",
        async (house, id, cancellation) => (await house.GetRequiredService<BlockFollowers>()
            .BlockActorAsync(id, by: null, cancellation)).Refusal,
        async (house, id, cancellation) => (await house.GetRequiredService<BlockFollowers>()
            .BlockHostAsync(id, by: null, cancellation)).Refusal,
        "{0} is blocked.");

    public static Command Unblock() => Make(
        "unblock",
        "Undoes a block: they may ask again. Example: PrivateFed follow unblock friends.example",
        async (house, id, cancellation) => (await house.GetRequiredService<UnblockFollowers>().UnblockActorAsync(id, cancellation)).Refusal,
        async (house, id, cancellation) => (await house.GetRequiredService<UnblockFollowers>().UnblockHostAsync(id, cancellation)).Refusal,
        "{0} may ask again.");

    private static Command Make(
        string name,
        string description,
        Func<IServiceProvider, Guid, CancellationToken, Task<Refusal?>> person,
        Func<IServiceProvider, Guid, CancellationToken, Task<Refusal?>> server,
        string done)
    {
        var who = new Argument<string>("who")
        {
            HelpName = "@user@host|host",
            Description = "The person, as shown by \"follow list\", or the name of a server.",
        };
        var command = new Command(name, description) { who };
        command.InHouse(async (parsed, house, cancellation) =>
        {
            var wanted = parsed.GetRequiredValue(who);
            var isPerson = wanted.Contains('@', StringComparison.Ordinal) || wanted.StartsWith("https://", StringComparison.Ordinal);
            var found = isPerson ? await NameActorAsync(house, wanted, cancellation) : await NameHostAsync(house, wanted, cancellation);
            if (!found.Succeeded)
            {
                return found.Refusal;
            }
            var refusal = await (isPerson ? person : server)(house, found.Value.Id, cancellation);
            return refusal is null ? string.Format(CultureInfo.InvariantCulture, done, found.Value.Name) : (Result<string>)refusal;
        });
        return command;
    }

    private static async Task<Result<Named>> NameActorAsync(IServiceProvider house, string who, CancellationToken cancellation)
    {
        var person = await FindFollower.FindAsync(house, who, cancellation);
        return person.Succeeded ? new Named(person.Value.Id, FindFollower.NameOf(person.Value)) : person.Refusal;
    }

    private static async Task<Result<Named>> NameHostAsync(IServiceProvider house, string who, CancellationToken cancellation)
    {
        var known = Domain.Parse(who) is { Succeeded: true, Value: var ascii } ? ascii : who.ToLowerInvariant();
        return await house.GetRequiredService<HouseDb>().RemoteHosts.Where(host => host.Name == known)
            .Select(host => new Named(host.Id, host.Name)).SingleOrDefaultAsync(cancellation) is { } host
            ? host
            : new Refusal($"Nobody on a server called {Printed.Plain(who)} has ever asked to follow.");
    }

    private sealed record Named(Guid Id, string Name);
}
