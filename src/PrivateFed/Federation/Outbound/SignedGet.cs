using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Outbound;

/// <summary>Sends a GET signed by the instance actor, and stores for known hosts which form of signature they want.</summary>
public sealed class SignedGet(DoubleKnock doubleKnock, IServiceScopeFactory scopes)
{
    public const string ActivityPub = $"{ActivityJson.MediaType}, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"";

    /// <param name="url">Its host must be written as in ids.</param>
    /// <param name="accept">Value of the Accept header.</param>
    public async Task<HttpResponseMessage> SendAsync(string url, string accept, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var name = Authority.Of(url) ?? "";
        var host = db.RemoteHosts.Where(host => host.Name == name);
        var wantsRfc9421 = await host.Select(host => host.WantsRfc9421).FirstOrDefaultAsync(cancellation);
        var signer = await KeysInUse.ForHostAsync(db, db.Actors.Where(actor => actor.Handle == Actor.InstanceHandle), name, cancellation);
        var result = await doubleKnock.SendAsync(
            () => CreateRequest(url, accept), ReadOnlyMemory<byte>.Empty, signer, wantsRfc9421, cancellation);
        if (result.AsRfc9421 != wantsRfc9421)
        {
            await host.ExecuteUpdateAsync(set => set.SetProperty(host => host.WantsRfc9421, result.AsRfc9421), cancellation);
        }
        return result.Response;
    }

    private static HttpRequestMessage CreateRequest(string url, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.AcceptEncoding.ParseAdd(ReadBody.Identity);
        return request;
    }
}
