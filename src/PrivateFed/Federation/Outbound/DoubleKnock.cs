using System.Net;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Houses;
using PrivateFed.HttpSignatures;

namespace PrivateFed.Federation.Outbound;

/// <summary>Response to a signed request.</summary>
/// <param name="Response">To be disposed of by the caller.</param>
/// <param name="AsRfc9421">Which form of signature was used: RFC 9421, or draft-cavage.</param>
public sealed record SignedResponse(HttpResponseMessage Response, bool AsRfc9421);

/// <summary>
/// Signs a request in the form that its host is known to want. If the request is refused and the signature may be the cause, sends it once
/// more in the other form ("double-knocking").
/// </summary>
public sealed class DoubleKnock(OutboundHttp http, LocalKeys keys, CurrentHouse house, TimeProvider clock)
{
    /// <param name="createRequest">Called for each attempt.</param>
    /// <param name="body">The content of the request.</param>
    /// <param name="signer">The keys to sign with.</param>
    /// <param name="asRfc9421">The form to try first.</param>
    public async Task<SignedResponse> SendAsync(
        Func<HttpRequestMessage> createRequest, ReadOnlyMemory<byte> body, KeysInUse signer, bool asRfc9421, CancellationToken cancellation)
    {
        var first = await SendSignedAsync(createRequest, body, signer, asRfc9421, cancellation);
        if (!MayBeSignature(first.StatusCode))
        {
            return new SignedResponse(first, asRfc9421);
        }
        HttpResponseMessage second;
        try
        {
            second = await SendSignedAsync(createRequest, body, signer, !asRfc9421, cancellation);
        }
        catch
        {
            first.Dispose();
            throw;
        }
        var isAccepted = (int)second.StatusCode < 400;
        (isAccepted ? first : second).Dispose();
        return isAccepted ? new SignedResponse(second, !asRfc9421) : new SignedResponse(first, asRfc9421);
    }

    private static bool MayBeSignature(HttpStatusCode status) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    private async Task<HttpResponseMessage> SendSignedAsync(
        Func<HttpRequestMessage> createRequest, ReadOnlyMemory<byte> body, KeysInUse signer, bool asRfc9421, CancellationToken cancellation)
    {
        using var request = createRequest();
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
