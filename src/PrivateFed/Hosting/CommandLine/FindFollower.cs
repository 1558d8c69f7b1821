using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Finds a person on another server by @user@host or by actor id.</summary>
internal static class FindFollower
{
    public static string AddressOf(RemoteActor person) => $"@{person.Handle}@{person.Host.Name}";

    public static string NameOf(RemoteActor person) =>
        Printed.Plain(person.Name is { Length: > 0 } name ? $"{name} ({AddressOf(person)})" : AddressOf(person));

    public static async Task<Result<RemoteActor>> FindAsync(IServiceProvider house, string who, CancellationToken cancellation)
    {
        var people = house.GetRequiredService<HouseDb>().RemoteActors.AsNoTracking().Include(person => person.Host)
            .Where(person => person.Follows.Count > 0);
        if (who.StartsWith("https://", StringComparison.Ordinal))
        {
            return One(await people.Where(person => person.Uri == who).ToListAsync(cancellation), who);
        }
        if (who.TrimStart('@').Split('@') is not [{ Length: > 0 } user, { Length: > 0 } host])
        {
            return new Refusal("Please name the person as @user@host, for example @joe@friends.example.");
        }
        // Host names are stored in ASCII form, so a name such as müller.example is converted first.
        var known = Domain.Parse(host) is { Succeeded: true, Value: var ascii } ? ascii : host.ToLowerInvariant();
        var onHost = await people.Where(person => person.Host.Name == known).ToListAsync(cancellation);
        var exactly = onHost.FindAll(person => person.Handle == user);
        return One(
            exactly.Count > 0 ? exactly : onHost.FindAll(person => string.Equals(person.Handle, user, StringComparison.OrdinalIgnoreCase)),
            $"@{user}@{host}");
    }

    private static Result<RemoteActor> One(List<RemoteActor> found, string who) => found switch
    {
        [var person] => person,
        [] => new Refusal($"Nobody called {who} has ever asked to follow."),
        _ => new Refusal(
            $"More than one person is called {who}. Please give the id instead: {string.Join(" or ", found.Select(person => person.Uri))}"),
    };
}
