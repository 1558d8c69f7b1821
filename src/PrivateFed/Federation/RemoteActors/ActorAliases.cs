using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.Operations;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// Whether an address is another name of an actor, on the same server: the actor's own document stands there. WordPress with Friends writes an
/// author's page as the actor, while the author's id, which its key belongs to, is "?author=1".
/// </summary>
public sealed class ActorAliases(KnownKeys known, FetchDocument fetch, ReadDocument read, CurrentHouse house)
{
    /// <param name="address">What an activity names as its actor.</param>
    /// <param name="signer">The id of the actor that has proved to have signed it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
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
