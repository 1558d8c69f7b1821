using System.Net;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Houses;
using PrivateFed.HttpSignatures;

namespace PrivateFed.Federation.Outbound;

/// <summary>How a host answered a signed request.</summary>
/// <param name="Response">The caller disposes of it.</param>
/// <param name="AsRfc9421">In which form it was asked: RFC 9421, or draft-cavage.</param>
public sealed record SignedResponse(HttpResponseMessage Response, bool AsRfc9421);

/// <summary>
/// Sends a request signed in the form that its host is known to want. When the refusal may be the signature's fault, it is sent once more
/// in the other form.
/// </summary>
public sealed class DoubleKnock(OutboundHttp http, LocalKeys keys, CurrentHouse house, TimeProvider clock)
{
    /// <param name="make">Makes the request; it is called for each knock.</param>
    /// <param name="body">What its content sends.</param>
    /// <param name="signer">With which keys.</param>
    /// <param name="asRfc9421">The form to begin with.</param>
    /// <param name="cancellation">Ends both.</param>
    public async Task<SignedResponse> SendAsync(
        Func<HttpRequestMessage> make, ReadOnlyMemory<byte> body, KeysInUse signer, bool asRfc9421, CancellationToken cancellation)
    {
        var first = await SendSignedAsync(make, body, signer, asRfc9421, cancellation);
        if (!MayBlameSignature(first.StatusCode))
        {
            return new SignedResponse(first, asRfc9421);
        }
        HttpResponseMessage second;
        try
        {
            second = await SendSignedAsync(make, body, signer, !asRfc9421, cancellation);
        }
        catch
        {
            first.Dispose();
            throw;
        }
        var isTaken = (int)second.StatusCode < 400;
        (isTaken ? first : second).Dispose();
        return isTaken ? new SignedResponse(second, !asRfc9421) : new SignedResponse(first, asRfc9421);
    }

    private static bool MayBlameSignature(HttpStatusCode status) => status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    private async Task<HttpResponseMessage> SendSignedAsync(
        Func<HttpRequestMessage> make, ReadOnlyMemory<byte> body, KeysInUse signer, bool asRfc9421, CancellationToken cancellation)
    {
        using var request = make();
        var (keyId, key, now) = (house.Addresses.MainKey(signer.Handle), keys.Read(signer.Rsa), clock.GetUtcNow());
        if (asRfc9421)
        {
            MessageSigner.Sign(request, body, keyId, key, now);
        }
        else
        {
            CavageSigner.Sign(request, body, keyId, key, now);
        }
        return await http.SendAsync(request, cancellation);
    }
}
