using System.Net;
using System.Text.Json;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;

namespace PrivateFed.Hosting.Doctor;

/// <summary>Checks whether another server that looks up the owner finds them here, with their own key.</summary>
internal static class CheckWebFinger
{
    private const string Name = "webfinger";

    private const string Advice =
        "Have the proxy pass every path of the domain to this server unchanged, including /.well-known/ and the Accept header, and cache "
            + "nothing in between.";

    public static async Task<Finding> RunAsync(SiteProbe probe, Addresses addresses, Actor owner, CancellationToken cancellation)
    {
        var address = $"{owner.Handle}@{addresses.Domain}";
        var found = await probe.GetAsync(
            $"{addresses.Root}.well-known/webfinger?resource=acct:{address}", "application/jrd+json", cancellation);
        if (Refuse(found) is { } why)
        {
            return Finding.Problem(Name, $"Other servers can't find @{address}: {why}", Advice);
        }
        if (SelfLink(found.Value!.Body) is var link && link != addresses.Actor(owner.Handle))
        {
            return Finding.Problem(
                Name, $"Looking up @{address} leads to {link ?? "nothing"} instead of {addresses.Actor(owner.Handle)}.", Advice);
        }
        var actor = await probe.GetAsync(addresses.Actor(owner.Handle), ActivityJson.MediaType, cancellation);
        if (Refuse(actor) is { } reason)
        {
            return Finding.Problem(Name, $"@{address} was found, but can't be read: {reason}", Advice);
        }
        return KeyIn(actor.Value!.Body) == owner.RsaPublicKey
            ? Finding.Ok(Name, $"Other servers can find @{address}, with the right key.")
            : Finding.Problem(
                Name,
                $"{addresses.Actor(owner.Handle)} doesn't show the key of this house: another server, or an old copy, is answering there.",
                Advice);
    }

    private static string? Refuse(Result<ProbeResponse> heard) => heard switch
    {
        { Succeeded: false } => heard.Refusal.Sentence,
        { Value.Status: HttpStatusCode.OK } => null,
        { Value.Response.Headers.Location: { } elsewhere } => $"the answer is {(int)heard.Value.Status}, a redirect to {elsewhere}.",
        _ => $"the answer is {(int)heard.Value.Status}.",
    };

    private static string? SelfLink(string body) => Read(body, json => json.GetProperty("links").EnumerateArray()
        .Where(link => link.GetProperty("rel").GetString() == "self" && link.GetProperty("type").GetString() == ActivityJson.MediaType)
        .Select(link => link.GetProperty("href").GetString()).FirstOrDefault());

    private static string? KeyIn(string body) => Read(body, json => json.GetProperty("publicKey").GetProperty("publicKeyPem").GetString());

    /// <summary>Reads part of an answer; null when it is not the JSON that this house sends.</summary>
    private static string? Read(string body, Func<JsonElement, string?> part)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return part(json.RootElement);
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
