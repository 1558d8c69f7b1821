using System.Net;
using PrivateFed.Federation.Outbound;

namespace PrivateFed.Operations;

/// <summary>What a site answered.</summary>
/// <param name="Response">Its headers.</param>
/// <param name="Body">At most 1 MiB.</param>
/// <param name="ClockAhead">By how much our clock is ahead of the site's; null when the site does not tell the time.</param>
internal sealed record Heard(HttpResponseMessage Response, string Body, TimeSpan? ClockAhead)
{
    public HttpStatusCode Status => Response.StatusCode;
}

/// <summary>Asks a site as another server would, by the one way out.</summary>
internal sealed class SiteProbe(OutboundHttp http, TimeProvider clock)
{
    private const int MostBytes = 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public async Task<Result<Heard>> GetAsync(string url, string accept, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(Longest);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Accept.ParseAdd(accept);
            var asked = clock.GetUtcNow();
            using var response = await http.SendAsync(request, end.Token);
            var answered = clock.GetUtcNow();
            await response.Content.LoadIntoBufferAsync(MostBytes, end.Token);
            // The header has whole seconds: on average the moment was half a second later.
            var ahead = asked + ((answered - asked) / 2) - (response.Headers.Date + TimeSpan.FromSeconds(0.5));
            return new Heard(response, await response.Content.ReadAsStringAsync(end.Token), ahead);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Refusal($"{url} did not answer within {Longest.TotalSeconds} seconds.");
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            return new Refusal($"{url} cannot be read: {problem.GetBaseException().Message}");
        }
    }
}
