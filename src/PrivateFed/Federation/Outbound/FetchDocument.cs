using System.Net;
using System.Net.Http.Headers;
using PrivateFed.Federation.Documents;

namespace PrivateFed.Federation.Outbound;

/// <summary>What came of asking another server for a document.</summary>
public abstract record Fetched
{
    private Fetched()
    {
    }

    public sealed record Document(ReadOnlyMemory<byte> Utf8) : Fetched;

    /// <summary>404 or 410: the server says that there is nothing (any more).</summary>
    public sealed record Gone(HttpStatusCode Status) : Fetched;

    public sealed record Failed(string Why) : Fetched;

    /// <summary>The server cannot answer at the moment: no connection, no answer in time, 408, 425, 429 or 5xx.</summary>
    public sealed record NotNow(string Why) : Fetched;
}

/// <summary>Asks another server for an ActivityPub document, signed by the instance actor; and for a picture.</summary>
public sealed class FetchDocument(OutboundHttp http, SignedGet signedGet)
{
    private const int Redirects = 3;
    private static readonly TimeSpan WholeFetch = TimeSpan.FromSeconds(10);

    /// <summary>The document whose id is <paramref name="uri"/>; the server that finally answers must be the id's own.</summary>
    public async Task<Fetched> DocumentAsync(string uri, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(WholeFetch);
        try
        {
            using var response = await FollowRedirectsAsync(WithoutFragment(uri), SignedGet.ActivityPub, end.Token);
            return await ReadDocumentAsync(uri, response, end.Token);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Unanswered(problem);
        }
    }

    /// <summary>What a server says in plain JSON of itself (NodeInfo, WebFinger), signed since some want even that; the server itself must answer.</summary>
    /// <param name="url">Where it says it.</param>
    /// <param name="limit">Bytes.</param>
    /// <param name="accept">Which kinds of document are wanted.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Fetched> JsonAsync(string url, int limit, string accept, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(WholeFetch);
        try
        {
            using var response = await FollowRedirectsAsync(url, accept, end.Token);
            return response switch
            {
                { StatusCode: HttpStatusCode.Gone or HttpStatusCode.NotFound } => new Fetched.Gone(response.StatusCode),
                { IsSuccessStatusCode: false } => Refused(response.StatusCode),
                _ when !Authority.AreSame(url, response.RequestMessage?.RequestUri?.AbsoluteUri) => new Fetched.Failed("Another server answered than the one that was asked."),
                _ => await ReadBody.AtMostAsync(response.Content, limit, end.Token) switch
                {
                    { Succeeded: true, Value: var body } => new Fetched.Document(MendedText.Of(body)),
                    var refused => new Fetched.Failed(refused.Refusal.Sentence),
                },
            };
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Unanswered(problem);
        }
    }

    /// <summary>A picture of at most <paramref name="limit"/> bytes, unsigned; null when it cannot be had.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="hosts">Those that may be asked, host[:port], also by a redirect.</param>
    /// <param name="limit">Bytes.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<byte[]?> PictureAsync(string url, IReadOnlyCollection<string> hosts, int limit, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(WholeFetch * 2);
        try
        {
            using var response = await FollowRedirectsAsync(url, accept: null, end.Token, hosts);
            return response.IsSuccessStatusCode && await ReadBody.AtMostAsync(response.Content, limit, end.Token) is { Succeeded: true, Value: var picture } ? picture : null;
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private static Fetched Refused(HttpStatusCode status) => (int)status is 408 or 425 or 429 or >= 500
        ? new Fetched.NotNow($"The server answered {(int)status}.")
        : new Fetched.Failed($"The server answered {(int)status}.");

    /// <summary>Where it leads nowhere that we would ask, it will not lead elsewhere in a moment.</summary>
    private static Fetched Unanswered(Exception problem) => problem switch
    {
        OperationCanceledException => new Fetched.NotNow("The server took longer than 10 seconds."),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => new Fetched.Failed(problem.Message),
        _ => new Fetched.NotNow(problem.Message),
    };

    private static string WithoutFragment(string uri) => uri.IndexOf('#', StringComparison.Ordinal) is var hash and >= 0 ? uri[..hash] : uri;

    /// <summary>Signed when the kinds that are wanted are said, as documents are; not for pictures.</summary>
    private async Task<HttpResponseMessage> FollowRedirectsAsync(string url, string? accept, CancellationToken cancellation, IReadOnlyCollection<string>? hosts = null)
    {
        for (var hop = 0; ; hop++)
        {
            if (Authority.Of(url) is not { } host || hosts?.Contains(host) == false)
            {
                throw new HttpRequestException(HttpRequestError.InvalidResponse, $"{url} is not a plain https address on a server that may be asked.");
            }
            var response = accept is not null ? await signedGet.SendAsync(url, accept, cancellation) : await GetAsync(url, cancellation);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
            {
                return response;
            }
            response.Dispose();
            if (hop == Redirects)
            {
                throw new HttpRequestException(HttpRequestError.InvalidResponse, $"{url} redirects more than {Redirects} times.");
            }
            url = new Uri(new Uri(url), location).AbsoluteUri;
        }
    }

    private async Task<HttpResponseMessage> GetAsync(string url, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.AcceptEncoding.ParseAdd(ReadBody.AsItIs);
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
        return body.Succeeded ? new Fetched.Document(MendedText.Of(body.Value)) : new Fetched.Failed(body.Refusal.Sentence);
    }

    /// <summary>activity+json, or ld+json: the kinds that a server does not give to files which people upload.</summary>
    public static bool IsActivityPub(MediaTypeHeaderValue? type) => type?.MediaType is ActivityJson.MediaType or "application/ld+json";
}
