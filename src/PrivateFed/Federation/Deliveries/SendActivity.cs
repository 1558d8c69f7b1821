using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PrivateFed.Federation.Collections;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.Outbound;
using PrivateFed.Houses;
using PrivateFed.Media;

namespace PrivateFed.Federation.Deliveries;

/// <summary>Result of sending an activity to an inbox.</summary>
public abstract record DeliveryResult
{
    private DeliveryResult()
    {
    }

    public sealed record Accepted : DeliveryResult;

    /// <summary>This inbox will never accept this activity.</summary>
    /// <param name="Why">For the owner.</param>
    /// <param name="InboxIsGone">404 or 410: the follower may be gone.</param>
    public sealed record Refused(string Why, bool InboxIsGone) : DeliveryResult;

    /// <summary>Not sent: nobody behind this inbox is an accepted follower, or the owner has to decide about them first.</summary>
    /// <param name="Why"><see cref="Delivery.Cancelled"/> or <see cref="Delivery.AwaitsReapproval"/>.</param>
    public sealed record NotSent(string Why) : DeliveryResult;

    /// <summary>The inbox may accept the activity later.</summary>
    /// <param name="Why">For the owner.</param>
    /// <param name="Wait">As the server asked (Retry-After); null if it did not.</param>
    /// <param name="IsActivityRefusal">The server works, but does not accept this activity yet. After too many refusals it is given up, so
    /// that it does not block others.</param>
    public sealed record Deferred(string Why, TimeSpan? Wait, bool IsActivityRefusal = false) : DeliveryResult;
}

/// <summary>Posts one activity to one inbox, with links for that host, its actor's proof, and a fresh signature.</summary>
public sealed class SendActivity(DoubleKnock doubleKnock, LocalKeys keys, CurrentHouse house, TimeProvider clock)
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromDays(1);

    /// <param name="delivery">With its activity and host. The form of signature that the host accepted is stored on the host.</param>
    /// <param name="signer">The keys of the activity's local actor.</param>
    /// <param name="followers">Value of the <see cref="SynchronizeFollowers"/> header; null to send none.</param>
    public async Task<DeliveryResult> SendAsync(Delivery delivery, KeysInUse signer, string? followers, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(RequestTimeout);
        try
        {
            var body = BodyOf(delivery, signer);
            var result = await doubleKnock.SendAsync(
                () => CreateRequest(delivery.Inbox, body, followers), body, signer, delivery.Host.WantsRfc9421, timeout.Token);
            using var response = result.Response;
            delivery.Host.WantsRfc9421 = result.AsRfc9421;
            return Judge(response);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new DeliveryResult.Deferred(timeout.IsCancellationRequested ? DeliveryErrors.NoAnswer
                : DeliveryErrors.NoConnection, null);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            return new DeliveryResult.Deferred(DeliveryErrors.Describe(problem), null);
        }
    }

    private byte[] BodyOf(Delivery delivery, KeysInUse signer)
    {
        var document = MediaLinks.Fill(delivery.Activity.Document, delivery.Host, house.Addresses);
        var proved =
            ProveActivity.AddProof(document, house.Addresses.Ed25519Key(signer.Handle), keys.Read(signer.Ed25519), clock.GetUtcNow());
        return Encoding.UTF8.GetBytes(proved.Serialize());
    }

    private static HttpRequestMessage CreateRequest(string inbox, byte[] body, string? followers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, inbox) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ActivityJson.MediaType);
        if (followers is not null)
        {
            request.Headers.TryAddWithoutValidation(SynchronizeFollowers.Field, followers);
        }
        return request;
    }

    private DeliveryResult Judge(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var error = $"{DeliveryErrors.Answered}{status}.";
        return response.StatusCode switch
        {
            _ when response.IsSuccessStatusCode => new DeliveryResult.Accepted(),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new DeliveryResult.Refused(error, InboxIsGone: true),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new DeliveryResult.Deferred(error, RetryAfter(response)),
            // A server that could not fetch the key at that moment answers like this.
            HttpStatusCode.Unauthorized or HttpStatusCode.RequestTimeout =>
                new DeliveryResult.Deferred(error, null, IsActivityRefusal: true),
            _ when status is >= 400 and < 500 => new DeliveryResult.Refused(error, InboxIsGone: false),
            _ => new DeliveryResult.Deferred(error, null),
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - clock.GetUtcNow();
        return asked is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, TimeSpan.TicksPerSecond, LongestRetryAfter.Ticks)) : null;
    }
}
