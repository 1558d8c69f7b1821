using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PrivateFed.Actors;
using PrivateFed.Federation.Collections;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.HttpSignatures;
using PrivateFed.Media;
using PrivateFed.Operations;

namespace PrivateFed.Federation.Delivery;

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

    /// <summary>Later it may.</summary>
    /// <param name="Why">For the owner.</param>
    /// <param name="Wait">As the server asked.</param>
    public sealed record NotNow(string Why, TimeSpan? Wait) : Answer;
}

/// <summary>Posts one activity to one inbox, with links for that host and a signature of this moment.</summary>
public sealed class SendActivity(OutboundHttp http, LocalKeys keys, TheHouse house, TimeProvider clock)
{
    private static readonly TimeSpan WholeRequest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <param name="delivery">With its activity and host.</param>
    /// <param name="handle">Of the local actor whose activity it is.</param>
    /// <param name="followers">Which of the host's people follow, for <see cref="SynchronizeFollowers"/>; null when that is not said.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task<Answer> ToInboxAsync(Delivery delivery, string handle, string? followers, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(WholeRequest);
        try
        {
            using var request = await PrepareAsync(delivery, handle, followers, end.Token);
            using var response = await http.SendAsync(request, end.Token);
            return Judge(response);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Answer.NotNow("The server did not answer within 30 seconds.", null);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            return new Answer.NotNow(problem.InnerException is { } inner ? $"{problem.Message} {inner.Message}" : problem.Message, null);
        }
    }

    private async Task<HttpRequestMessage> PrepareAsync(Delivery delivery, string handle, string? followers, CancellationToken cancellation)
    {
        var body = Encoding.UTF8.GetBytes(MediaLinks.Fill(delivery.Activity.Document, delivery.Host, house.Addresses));
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Inbox) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ActivityJson.MediaType);
        if (followers is not null)
        {
            request.Headers.TryAddWithoutValidation(SynchronizeFollowers.Field, followers);
        }
        CavageSigner.Sign(request, body, house.Addresses.MainKey(handle), await keys.OfAsync(handle, cancellation), clock.GetUtcNow());
        return request;
    }

    private Answer Judge(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var said = $"The server answered {status}.";
        return response.StatusCode switch
        {
            _ when response.IsSuccessStatusCode => new Answer.Taken(),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new Answer.Refused(said, InboxIsGone: true),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new Answer.NotNow(said, RetryAfter(response)),
            // A key that could not be fetched at that moment looks like this.
            HttpStatusCode.Unauthorized or HttpStatusCode.RequestTimeout => new Answer.NotNow(said, null),
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
