using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.Houses;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// Decides whether an address is another name of an actor on the same server, which it is when the actor's own document is served there.
/// WordPress with the Friends plugin names an author's page as the actor, while the author's id, which owns the key, is "?author=1".
/// </summary>
public sealed class ActorAliases(KnownKeys known, FetchDocument fetch, ReadDocument read, CurrentHouse house)
{
    /// <param name="address">The actor that an activity names.</param>
    /// <param name="signer">The id of the actor whose signature was verified.</param>
    public async Task<bool> NamesAsync(string address, string signer, CancellationToken cancellation)
    {
        if (known.IsAlias(address, signer) is { } isAlias)
        {
            return isAlias;
        }
        return await fetch.DocumentAsync(address, cancellation) switch
        {
            Fetched.Document found => known.RememberAlias(
                address, signer, ActorProfile.Read(signer, found.Utf8, read, house.Addresses.Domain).Succeeded),
            Fetched.NotNow => false,
            _ => known.RememberAlias(address, signer, isAlias: false),
        };
    }
}
