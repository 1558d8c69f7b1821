using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Push;

/// <summary>A browser's push subscription.</summary>
/// <param name="Endpoint">The URL at which its push service accepts messages.</param>
/// <param name="P256dh">Its public key, base64url.</param>
/// <param name="Auth">Its authentication secret, base64url.</param>
public sealed record BrowserSubscription(string Endpoint, string P256dh, string Auth);

/// <summary>Subscribes a member's present device to push notifications, or unsubscribes one of their devices.</summary>
public sealed class SubscribeDevice(HouseDb db, TimeProvider clock)
{
    private const int MaxDevices = 20;

    public async Task<Result<PushDevice>> SubscribeAsync(
        Guid memberId, Guid sessionId, BrowserSubscription subscription, CancellationToken cancellation)
    {
        if (!IsPushService(subscription.Endpoint) || !IsPublicKey(subscription.P256dh) || Decode(subscription.Auth) is not { Length: 16 })
        {
            return new Refusal("This browser didn't say where to send notifications. Please reload the page and try once more.");
        }
        // Somebody else may have used this browser before. From now on it belongs to this member, in this session.
        await db.PushDevices.Where(device => device.Endpoint == subscription.Endpoint || device.SessionId == sessionId)
            .ExecuteDeleteAsync(cancellation);
        if (await db.PushDevices.CountAsync(device => device.MemberId == memberId, cancellation) >= MaxDevices)
        {
            return new Refusal("You already get notifications on {0} devices. Please turn them off on one of those first.", MaxDevices);
        }
        var device = new PushDevice
        {
            MemberId = memberId,
            SessionId = sessionId,
            Endpoint = subscription.Endpoint,
            P256dh = subscription.P256dh,
            Auth = subscription.Auth,
            NotifiedUntil = clock.GetUtcNow(),
        };
        db.PushDevices.Add(device);
        await db.SaveChangesAsync(cancellation);
        return device;
    }

    public Task UnsubscribeAsync(Guid memberId, Guid deviceId, CancellationToken cancellation) =>
        db.PushDevices.Where(device => device.Id == deviceId && device.MemberId == memberId).ExecuteDeleteAsync(cancellation);

    // Whether the house may connect to it is checked on connecting, like for every address that somebody else names (Federation/Outbound).
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
            using var key = ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[..32], Y = point[32..] },
            });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[]? Decode(string text) => text.Length < 200 && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
