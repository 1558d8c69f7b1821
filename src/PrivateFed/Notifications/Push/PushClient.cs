using System.Net;
using System.Net.Http.Headers;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using PrivateFed.Federation.Outbound;

namespace PrivateFed.Notifications.Push;

/// <summary>A push service's answer.</summary>
public abstract record PushAnswer
{
    private PushAnswer()
    {
    }

    public sealed record Taken : PushAnswer;

    /// <summary>The subscription has ended.</summary>
    public sealed record Gone : PushAnswer;

    public sealed record NotNow(string Why, TimeSpan? Wait) : PushAnswer;
}

/// <summary>
/// Sends an encrypted message (RFC 8291) to a push service through the guarded HTTP client, so that no endpoint reaches internal addresses.
/// </summary>
public sealed class PushClient(OutboundHttp http)
{
    private const int OneDayInSeconds = 24 * 60 * 60;
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    /// <param name="text">What the device's service worker reads; at most 3 KB.</param>
    /// <param name="subject">A URL under which a push service finds the house's contact.</param>
    /// <param name="keys">The house's public and private VAPID keys.</param>
    public async Task<PushAnswer> SendAsync(
        PushDevice device, string text, string subject, (string Public, string Private) keys, CancellationToken cancellation)
    {
        using var vapid = new VapidAuthentication(keys.Public, keys.Private) { Subject = subject };
        // The handler is shared by the whole house and stays open.
        using var client = new HttpClient(new SignForOrigin(http.Handler, vapid), disposeHandler: false) { Timeout = SendTimeout };
        var push = new PushServiceClient(client) { AutoRetryAfter = false, DefaultAuthentication = vapid };
        var subscription = new PushSubscription { Endpoint = device.Endpoint };
        subscription.SetKey(PushEncryptionKeyName.P256DH, device.P256dh);
        subscription.SetKey(PushEncryptionKeyName.Auth, device.Auth);
        try
        {
            await push.RequestPushMessageDeliveryAsync(subscription,
                new PushMessage(text) { TimeToLive = OneDayInSeconds, Urgency = PushMessageUrgency.Normal }, cancellation);
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
        catch (Exception problem) when (problem is HttpRequestException or IOException
            || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new PushAnswer.NotNow(problem.Message, null);
        }
    }

    /// <summary>
    /// Signs for the origin, as RFC 8292 requires: the library signs for a host without its port, which a push service on another port
    /// would reject. Also drops response bodies that are long or of unknown length, so that none is read without end.
    /// </summary>
    private sealed class SignForOrigin(HttpMessageHandler inner, VapidAuthentication vapid) : DelegatingHandler(inner)
    {
        private const int MaxBodyLength = 16 * 1024;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var origin = request.RequestUri!.GetLeftPart(UriPartial.Authority);
            request.Headers.Authorization =
                new AuthenticationHeaderValue("vapid", vapid.GetVapidSchemeAuthenticationHeaderValueParameter(origin));
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.Content.Headers.ContentLength is not <= MaxBodyLength)
            {
                answer.Content.Dispose();
                answer.Content = new ByteArrayContent([]);
            }
            return answer;
        }
    }
}
