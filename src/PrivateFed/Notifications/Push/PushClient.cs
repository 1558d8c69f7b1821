using System.Net;
using System.Net.Http.Headers;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using PrivateFed.Federation.Outbound;

namespace PrivateFed.Notifications;

/// <summary>What a push service said.</summary>
public abstract record PushAnswer
{
    private PushAnswer()
    {
    }

    public sealed record Taken : PushAnswer;

    /// <summary>The browser has ended it.</summary>
    public sealed record Gone : PushAnswer;

    public sealed record NotNow(string Why, TimeSpan? Wait) : PushAnswer;
}

/// <summary>Hands an encrypted message (RFC 8291) to a push service, by the house's one way out, so that no endpoint leads inside.</summary>
public sealed class PushClient(OutboundHttp http)
{
    private const int OneDay = 24 * 60 * 60;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <param name="device">For which.</param>
    /// <param name="text">What its worker reads; at most 3 KB.</param>
    /// <param name="subject">Whom a push service may ask about the house: a URL.</param>
    /// <param name="keys">The house's: public and private.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<PushAnswer> SendAsync(PushDevice device, string text, string subject, (string Public, string Private) keys, CancellationToken cancellation)
    {
        using var vapid = new VapidAuthentication(keys.Public, keys.Private) { Subject = subject };
        // The way out is the house's and stays open.
        using var client = new HttpClient(new NameItself(http.Handler, vapid), disposeHandler: false) { Timeout = Longest };
        var push = new PushServiceClient(client) { AutoRetryAfter = false, DefaultAuthentication = vapid };
        var subscription = new PushSubscription { Endpoint = device.Endpoint };
        subscription.SetKey(PushEncryptionKeyName.P256DH, device.P256dh);
        subscription.SetKey(PushEncryptionKeyName.Auth, device.Auth);
        try
        {
            await push.RequestPushMessageDeliveryAsync(subscription, new PushMessage(text) { TimeToLive = OneDay, Urgency = PushMessageUrgency.Normal }, cancellation);
            return new PushAnswer.Taken();
        }
        catch (PushServiceClientException answer) when (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return new PushAnswer.Gone();
        }
        catch (PushServiceClientException answer)
        {
            return new PushAnswer.NotNow($"It answered {(int)answer.StatusCode}.", answer.Headers?.RetryAfter?.Delta);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new PushAnswer.NotNow(problem.Message, null);
        }
    }

    /// <summary>
    /// The library signs for a host without its port, where RFC 8292 wants the origin: a push service on a port of its own would turn us away.
    /// It also keeps what an answer says from being read without end.
    /// </summary>
    private sealed class NameItself(HttpMessageHandler inner, VapidAuthentication vapid) : DelegatingHandler(inner)
    {
        private const int MostRead = 16 * 1024;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var origin = request.RequestUri!.GetLeftPart(UriPartial.Authority);
            request.Headers.Authorization = new AuthenticationHeaderValue("vapid", vapid.GetVapidSchemeAuthenticationHeaderValueParameter(origin));
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.Content.Headers.ContentLength is not <= MostRead)
            {
                answer.Content.Dispose();
                answer.Content = new ByteArrayContent([]);
            }
            return answer;
        }
    }
}
