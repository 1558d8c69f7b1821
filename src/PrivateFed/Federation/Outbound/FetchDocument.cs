using System.Net;
using System.Net.Http.Headers;
using PrivateFed.Federation.Documents;

namespace PrivateFed.Federation.Outbound;

/// <summary>Result of fetching a document from another server.</summary>
public abstract record Fetched
{
    private Fetched()
    {
    }

    public sealed record Document(ReadOnlyMemory<byte> Utf8) : Fetched;

    /// <summary>404 or 410: the document does not exist (any more).</summary>
    public sealed record Gone(HttpStatusCode Status) : Fetched;

    public sealed record Failed(string Why) : Fetched;

    /// <summary>The server cannot answer at the moment: no connection, no answer in time, 408, 425, 429 or 5xx.</summary>
    public sealed record NotNow(string Why) : Fetched;
}

/// <summary>Fetches ActivityPub documents from other servers, signed by the instance actor, and pictures.</summary>
public sealed class FetchDocument(OutboundHttp http, SignedGet signedGet)
{
    private const int MaxRedirects = 3;
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Fetches the document with the id <paramref name="uri"/>. After redirects, the answering server must still be the id's own.
    /// </summary>
    public async Task<Fetched> DocumentAsync(string uri, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(FetchTimeout);
        try
        {
            using var response = await FollowRedirectsAsync(WithoutFragment(uri), SignedGet.ActivityPub, timeout.Token);
            return await ReadDocumentAsync(uri, response, timeout.Token);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException
            || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Unanswered(problem);
        }
    }

    /// <summary>
    /// Fetches a plain JSON document about a server (NodeInfo, WebFinger) from that server itself. Signed, since some servers require it
    /// even for these.
    /// </summary>
    /// <param name="limit">Maximum size in bytes.</param>
    /// <param name="accept">Value of the Accept header.</param>
    public async Task<Fetched> JsonAsync(string url, int limit, string accept, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(FetchTimeout);
        try
        {
            using var response = await FollowRedirectsAsync(url, accept, timeout.Token);
            return response switch
            {
                { StatusCode: HttpStatusCode.Gone or HttpStatusCode.NotFound } => new Fetched.Gone(response.StatusCode),
                { IsSuccessStatusCode: false } => Refused(response.StatusCode),
                _ when !Authority.AreSame(url, response.RequestMessage?.RequestUri?.AbsoluteUri) =>
                    new Fetched.Failed("Another server answered than the one that was asked."),
                _ => await ReadBody.AtMostAsync(response.Content, limit, timeout.Token) switch
                {
                    { Succeeded: true, Value: var body } => new Fetched.Document(RepairJsonText.Of(body)),
                    var refused => new Fetched.Failed(refused.Refusal.Sentence),
                },
            };
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException
            || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Unanswered(problem);
        }
    }

    /// <summary>Fetches a picture, unsigned; null if that fails.</summary>
    /// <param name="hosts">The hosts that may be asked, also after a redirect, as host[:port].</param>
    /// <param name="limit">Maximum size in bytes.</param>
    public async Task<byte[]?> PictureAsync(string url, IReadOnlyCollection<string> hosts, int limit, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(FetchTimeout * 2);
        try
        {
            using var response = await FollowRedirectsAsync(url, accept: null, timeout.Token, hosts);
            return response.IsSuccessStatusCode
                && await ReadBody.AtMostAsync(response.Content, limit, timeout.Token) is { Succeeded: true, Value: var picture }
                    ? picture : null;
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException
            || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private static Fetched Refused(HttpStatusCode status) => (int)status is 408 or 425 or 429 or >= 500
        ? new Fetched.NotNow($"The server answered {(int)status}.")
        : new Fetched.Failed($"The server answered {(int)status}.");

    /// <summary>An address that may not be asked will not change in a moment, so that failure is final; all others may pass.</summary>
    private static Fetched Unanswered(Exception problem) => problem switch
    {
        OperationCanceledException => new Fetched.NotNow("The server took longer than 10 seconds."),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => new Fetched.Failed(problem.Message),
        _ => new Fetched.NotNow(problem.Message),
    };

    private static string WithoutFragment(string uri) =>
        uri.IndexOf('#', StringComparison.Ordinal) is var hash and >= 0 ? uri[..hash] : uri;

    /// <summary>
    /// Follows redirects. Signs the requests if <paramref name="accept"/> is given, as for documents, but not for pictures.
    /// </summary>
    private async Task<HttpResponseMessage> FollowRedirectsAsync(
        string url, string? accept, CancellationToken cancellation, IReadOnlyCollection<string>? hosts = null)
    {
        for (var hop = 0; ; hop++)
        {
            if (Authority.Of(url) is not { } host || hosts?.Contains(host) == false)
            {
                throw new HttpRequestException(
                    HttpRequestError.InvalidResponse, $"{url} is not a plain https address on a server that may be asked.");
            }
            var response = accept is not null ? await signedGet.SendAsync(url, accept, cancellation) : await GetAsync(url, cancellation);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
            {
                return response;
            }
            response.Dispose();
            if (hop == MaxRedirects)
            {
                throw new HttpRequestException(HttpRequestError.InvalidResponse, $"{url} redirects more than {MaxRedirects} times.");
            }
            url = new Uri(new Uri(url), location).AbsoluteUri;
        }
    }

    private async Task<HttpResponseMessage> GetAsync(string url, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.AcceptEncoding.ParseAdd(ReadBody.Identity);
        return await http.SendAsync(request, cancellation);
    }

    private static async Task<Fetched> ReadDocumentAsync(string uri, HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.StatusCode is HttpStatusCode.Gone or HttpStatusCode.NotFound)
        {
            return new Fetched.Gone(response.StatusCode);
        }
        if (!response.IsSuccessStatusCode)
        {
            return Refused(response.StatusCode);
        }
        if (!Authority.AreSame(uri, response.RequestMessage?.RequestUri?.AbsoluteUri))
        {
            return new Fetched.Failed("Another server answered than the one that the id names.");
        }
        if (!IsActivityPub(response.Content.Headers.ContentType))
        {
            return new Fetched.Failed($"The answer is {response.Content.Headers.ContentType?.MediaType ?? "of no kind"}, not ActivityPub.");
        }
        var body = await ReadBody.AtMostAsync(response.Content, ReadDocument.Size, cancellation);
        return body.Succeeded ? new Fetched.Document(RepairJsonText.Of(body.Value)) : new Fetched.Failed(body.Refusal.Sentence);
    }

    /// <summary>activity+json or ld+json: types that no server gives to uploaded files.</summary>
    public static bool IsActivityPub(MediaTypeHeaderValue? type) => type?.MediaType is ActivityJson.MediaType or "application/ld+json";
}
