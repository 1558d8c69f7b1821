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

/// <summary>How an inbox answered.</summary>
public abstract record Answer
{
    private Answer()
    {
    }

    public sealed record Taken : Answer;

    /// <summary>This inbox will never take this activity.</summary>
    /// <param name="Why">For the owner.</param>
    /// <param name="InboxIsGone">404 or 410: the follower may be gone.</param>
    public sealed record Refused(string Why, bool InboxIsGone) : Answer;

    /// <summary>It was not sent: nobody behind this inbox is let in, or the owner is asked about them.</summary>
    /// <param name="Why"><see cref="Delivery.Withheld"/> or <see cref="Delivery.InDoubt"/>.</param>
    public sealed record Withheld(string Why) : Answer;

    /// <summary>Later it may.</summary>
    /// <param name="Why">For the owner.</param>
    /// <param name="Wait">As the server asked.</param>
    /// <param name="IsOfThisOne">The server is there, and it is this activity that it does not take yet: not for ever does it stand in the way of others.</param>
    public sealed record NotNow(string Why, TimeSpan? Wait, bool IsOfThisOne = false) : Answer;
}

/// <summary>Posts one activity to one inbox, with links for that host, its actor's proof, and a signature of this moment.</summary>
public sealed class SendActivity(DoubleKnock knock, LocalKeys keys, CurrentHouse house, TimeProvider clock)
{
    private static readonly TimeSpan WholeRequest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <param name="delivery">With its activity and host; of the host is remembered which form of signature it took.</param>
    /// <param name="signer">The keys of the local actor whose activity it is.</param>
    /// <param name="followers">Which of the host's people follow, for <see cref="SynchronizeFollowers"/>; null when that is not said.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task<Answer> ToInboxAsync(Delivery delivery, KeysInUse signer, string? followers, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(WholeRequest);
        try
        {
            var body = BodyOf(delivery, signer);
            var knocked = await knock.SendAsync(() => Post(delivery.Inbox, body, followers), body, signer, delivery.Host.WantsRfc9421, end.Token);
            using var response = knocked.Response;
            delivery.Host.WantsRfc9421 = knocked.AsRfc9421;
            return Judge(response);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Answer.NotNow(end.IsCancellationRequested ? DeliveryErrors.NoAnswer : DeliveryErrors.NoConnection, null);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            return new Answer.NotNow(DeliveryErrors.InWords(problem), null);
        }
    }

    private byte[] BodyOf(Delivery delivery, KeysInUse signer)
    {
        var document = MediaLinks.Fill(delivery.Activity.Document, delivery.Host, house.Addresses);
        var proved = ProveActivity.With(document, house.Addresses.Ed25519Key(signer.Handle), keys.Read(signer.Ed25519), clock.GetUtcNow());
        return Encoding.UTF8.GetBytes(proved.Serialize());
    }

    private static HttpRequestMessage Post(string inbox, byte[] body, string? followers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, inbox) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ActivityJson.MediaType);
        if (followers is not null)
        {
            request.Headers.TryAddWithoutValidation(SynchronizeFollowers.Field, followers);
        }
        return request;
    }

    private Answer Judge(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var said = $"{DeliveryErrors.Answered}{status}.";
        return response.StatusCode switch
        {
            _ when response.IsSuccessStatusCode => new Answer.Taken(),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new Answer.Refused(said, InboxIsGone: true),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new Answer.NotNow(said, RetryAfter(response)),
            // A key that could not be fetched at that moment looks like this.
            HttpStatusCode.Unauthorized or HttpStatusCode.RequestTimeout => new Answer.NotNow(said, null, IsOfThisOne: true),
            _ when status is >= 400 and < 500 => new Answer.Refused(said, InboxIsGone: false),
            _ => new Answer.NotNow(said, null),
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - clock.GetUtcNow();
        return asked is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, TimeSpan.TicksPerSecond, LongestWait.Ticks)) : null;
    }
}
