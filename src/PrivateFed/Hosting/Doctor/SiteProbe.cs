using System.Net;
using PrivateFed.Federation.Outbound;

namespace PrivateFed.Hosting.Doctor;

/// <summary>The answer of a site.</summary>
/// <param name="Response">Status and headers.</param>
/// <param name="Body">At most 1 MiB.</param>
/// <param name="ClockAhead">By how much our clock is ahead of the site's; null when the answer has no Date header.</param>
internal sealed record ProbeResponse(HttpResponseMessage Response, string Body, TimeSpan? ClockAhead)
{
    public HttpStatusCode Status => Response.StatusCode;
}

/// <summary>Requests a page as another server would, through the guarded HTTP client.</summary>
internal sealed class SiteProbe(OutboundHttp http, TimeProvider clock)
{
    private const int MaxBytes = 1024 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public async Task<Result<ProbeResponse>> GetAsync(string url, string accept, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Accept.ParseAdd(accept);
            var asked = clock.GetUtcNow();
            using var response = await http.SendAsync(request, timeout.Token);
            var answered = clock.GetUtcNow();
            await response.Content.LoadIntoBufferAsync(MaxBytes, timeout.Token);
            // The Date header has whole seconds, so on average the true time was half a second later.
            var ahead = asked + ((answered - asked) / 2) - (response.Headers.Date + TimeSpan.FromSeconds(0.5));
            return new ProbeResponse(response, await response.Content.ReadAsStringAsync(timeout.Token), ahead);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Refusal($"{url} didn't answer within {Timeout.TotalSeconds} seconds.");
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            return new Refusal($"{url} can't be read: {problem.GetBaseException().Message}");
        }
    }
}
