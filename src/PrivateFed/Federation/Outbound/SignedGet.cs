using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Outbound;

/// <summary>Asks for a document, signed by the instance actor, and remembers of hosts that we have met which form of signature they want.</summary>
public sealed class SignedGet(DoubleKnock knock, IServiceScopeFactory scopes)
{
    public const string ActivityPub = $"{ActivityJson.MediaType}, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"";

    /// <param name="url">On a host whose name is written as in ids.</param>
    /// <param name="accept">Which kinds of document are wanted.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<HttpResponseMessage> SendAsync(string url, string accept, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var name = Authority.Of(url) ?? "";
        var host = db.RemoteHosts.Where(host => host.Name == name);
        var wantsRfc9421 = await host.Select(host => host.WantsRfc9421).FirstOrDefaultAsync(cancellation);
        var signer = await KeysInUse.TowardsAsync(db, db.Actors.Where(actor => actor.Handle == Actor.InstanceHandle), name, cancellation);
        var knocked = await knock.SendAsync(() => Get(url, accept), ReadOnlyMemory<byte>.Empty, signer, wantsRfc9421, cancellation);
        if (knocked.AsRfc9421 != wantsRfc9421)
        {
            await host.ExecuteUpdateAsync(set => set.SetProperty(host => host.WantsRfc9421, knocked.AsRfc9421), cancellation);
        }
        return knocked.Response;
    }

    private static HttpRequestMessage Get(string url, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.AcceptEncoding.ParseAdd(ReadBody.AsItIs);
        return request;
    }
}
