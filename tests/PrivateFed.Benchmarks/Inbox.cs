using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PrivateFed.HttpSignatures;

namespace PrivateFed.Benchmarks;

/// <summary>How many signed Create activities a second the inbox accepts, verifies and stores, and what one costs.</summary>
internal static class Inbox
{
    private const int Connections = 32;

    public static async Task RunAsync(int count)
    {
        await using var neighbours = new Neighbours(1);
        await neighbours.StartAsync();
        await using var house = await HouseProcess.StartAsync(neighbours.CertificateFile);
        var joe = $"https://{neighbours.Hosts[0]}/users/joe";
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections });

        await SendAsync(client, Sign(neighbours, joe, house, Follow(joe)));
        await house.CommandAsync(null, "follow", "approve", $"@joe@{neighbours.Hosts[0]}");
        Console.WriteLine($"Signing {count} activities ...");
        var requests = Enumerable.Range(0, count).AsParallel().Select(number => Sign(neighbours, joe, house, Create(joe, number))).ToList();

        foreach (var warmUp in requests.Take(count / 10))
        {
            await SendAsync(client, warmUp);
        }
        var (processor, watch) = (house.ProcessorTime, Stopwatch.StartNew());
        var rest = requests.Skip(count / 10).ToList();
        await Parallel.ForEachAsync(rest, new ParallelOptions { MaxDegreeOfParallelism = Connections },
            async (request, _) => await SendAsync(client, request));
        var (elapsed, spent) = (watch.Elapsed, house.ProcessorTime - processor);
        Console.WriteLine(
            $"inbox: {rest.Count / elapsed.TotalSeconds:N0} activities a second, {spent.TotalMilliseconds / rest.Count:N2} ms of processor time each, {house.Memory:N0} MB");
    }

    private static async Task SendAsync(HttpClient client, HttpRequestMessage request)
    {
        using var response = await client.SendAsync(request);
        if (response.StatusCode != HttpStatusCode.Accepted)
        {
            throw new InvalidOperationException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }
    }

    private static HttpRequestMessage Sign(Neighbours neighbours, string actor, HouseProcess house, string activity)
    {
        var body = Encoding.UTF8.GetBytes(activity);
        // Signed for the house's name, sent to where it listens: what a proxy in front of it does.
        var request = new HttpRequestMessage(HttpMethod.Post, $"https://{HouseProcess.Domain}/inbox")
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/activity+json");
        CavageSigner.Sign(request, body, $"{actor}#main-key", neighbours.Key, DateTimeOffset.UtcNow);
        request.RequestUri = new Uri($"{house.Url}/inbox");
        return request;
    }

    private static string Follow(string actor) => $$$"""
        {"@context":"https://www.w3.org/ns/activitystreams","id":"{{{actor}}}/follows/1","type":"Follow","actor":"{{{actor}}}","object":"https://{{{HouseProcess.Domain}}}/users/mara"}
        """;

    private static string Create(string actor, int number) => $$$"""
        {"@context":["https://www.w3.org/ns/activitystreams",{"ostatus":"http://ostatus.org#","atomUri":"ostatus:atomUri","sensitive":"as:sensitive"}],
         "id":"{{{actor}}}/statuses/{{{number}}}/activity","type":"Create","actor":"{{{actor}}}","published":"2026-11-24T10:00:00Z",
         "to":["{{{actor}}}/followers"],"cc":["https://{{{HouseProcess.Domain}}}/users/mara"],
         "object":{"id":"{{{actor}}}/statuses/{{{number}}}","type":"Note","summary":null,"inReplyTo":null,"published":"2026-11-24T10:00:00Z",
          "attributedTo":"{{{actor}}}","to":["{{{actor}}}/followers"],"cc":["https://{{{HouseProcess.Domain}}}/users/mara"],"sensitive":false,
          "content":"<p>Number {{{number}}}: what a day that was, and how good to hear from you all.</p>","attachment":[],"tag":[]}}
        """;
}
