using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Push;

/// <summary>What a browser says of itself when it may show news.</summary>
/// <param name="Endpoint">Where its push service takes messages for it.</param>
/// <param name="P256dh">Its public key, base64url.</param>
/// <param name="Auth">Its authentication secret, base64url.</param>
public sealed record BrowsersPush(string Endpoint, string P256dh, string Auth);

/// <summary>A member wishes to be told on the device before them, or no longer on one of theirs.</summary>
public sealed class SubscribeDevice(HouseDb db, TimeProvider clock)
{
    private const int Most = 20;

    public async Task<Result<PushDevice>> SubscribeAsync(Guid memberId, Guid sessionId, BrowsersPush said, CancellationToken cancellation)
    {
        if (!IsPushService(said.Endpoint) || !IsPublicKey(said.P256dh) || Decode(said.Auth) is not { Length: 16 })
        {
            return new Refusal("This browser said nothing that news could be sent to. Please load the page again and try once more.");
        }
        // Somebody else may have used this browser before: from now on it is this member's, in this session.
        await db.PushDevices.Where(device => device.Endpoint == said.Endpoint || device.SessionId == sessionId).ExecuteDeleteAsync(cancellation);
        if (await db.PushDevices.CountAsync(device => device.MemberId == memberId, cancellation) >= Most)
        {
            return new Refusal("You are told on {0} devices already. Please end that on one of them first.", Most);
        }
        var told = new PushDevice
        {
            MemberId = memberId,
            SessionId = sessionId,
            Endpoint = said.Endpoint,
            P256dh = said.P256dh,
            Auth = said.Auth,
            NotifiedUntil = clock.GetUtcNow(),
        };
        db.PushDevices.Add(told);
        await db.SaveChangesAsync(cancellation);
        return told;
    }

    public Task UnsubscribeAsync(Guid memberId, Guid deviceId, CancellationToken cancellation) =>
        db.PushDevices.Where(device => device.Id == deviceId && device.MemberId == memberId).ExecuteDeleteAsync(cancellation);

    // Whether the house may call it is judged when it connects, like every address that somebody else names (Federation/Outbound).
    private static bool IsPushService(string endpoint) =>
        endpoint.Length <= PushDevice.EndpointLength && Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        && uri is { Scheme: "https", UserInfo: "", Fragment: "" } && uri.HostNameType == UriHostNameType.Dns;

    private static bool IsPublicKey(string text)
    {
        if (Decode(text) is not [4, .. { Length: 64 } point])
        {
            return false;
        }
        try
        {
            using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[..32], Y = point[32..] } });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[]? Decode(string text) => text.Length < 200 && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
