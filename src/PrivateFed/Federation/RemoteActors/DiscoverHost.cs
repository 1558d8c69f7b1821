using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// Hangfire job: asks a server for its software and version (NodeInfo 2.1 or 2.0), and finds its instance actor. For known software, that
/// is the actor at an address which no user there can have; for other software, the actor that the server's WebFinger returns for its own
/// name, if it is not a person. Only servers with an accepted follower or a follow request are asked, about once a week.
/// </summary>
public sealed partial class DiscoverHost(
    HouseDb db, FetchDocument fetch, ReadDocument read, NamedKeys named, CurrentHouse house, TimeProvider clock)
{
    /// <summary>Maximum size of a NodeInfo or WebFinger document, in bytes.</summary>
    public const int MaxDocumentBytes = 64 * 1024;

    private const string Schema = "http://nodeinfo.diaspora.software/ns/schema/";
    private const int MaxLinks = 20;

    private static readonly TimeSpan RefreshInterval = TimeSpan.FromDays(7);
    internal static readonly TimeSpan RetryInterval = TimeSpan.FromHours(6);

    /// <summary>How long a server is trusted after a follow request: nobody else can register a lapsed domain that soon.</summary>
    private static readonly TimeSpan TrustPeriod = TimeSpan.FromDays(7);
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 16 };
    private static readonly string[] Versions = ["2.1", "2.0"];

    public Task DiscoverAsync(Guid hostId, CancellationToken cancellation) => RetryOnConflict.RunAsync(db, async () =>
    {
        var host = await db.RemoteHosts.SingleAsync(host => host.Id == hostId, cancellation);
        var now = clock.GetUtcNow();
        if (await SoftwareAsync(host.Name, cancellation) is { } software)
        {
            (host.Software, host.SoftwareVersion, host.DiscoveryDueAt) = (software.Name, software.Version, now + RefreshInterval);
            if (await MayNameInstanceActorAsync(host, now, cancellation))
            {
                await NameInstanceActorAsync(host, now, cancellation);
            }
        }
        host.DiscoveredAt = now;
        await db.SaveChangesAsync(cancellation);
        return host;
    });

    /// <summary>
    /// The instance actor is set once. While the server has accepted followers, somebody else may have bought the domain since, so a later
    /// answer changes nothing. The server is still believed if it has no instance actor yet and an accepted follower asked within the last
    /// week, with their own key.
    /// </summary>
    private async Task<bool> MayNameInstanceActorAsync(RemoteHost host, DateTimeOffset now, CancellationToken cancellation)
    {
        var acceptedFollows = db.Follows.Where(follow => follow.State == FollowState.Accepted && follow.RemoteActor.HostId == host.Id);
        return !await acceptedFollows.AnyAsync(cancellation)
            || (host.InstanceActorUri is null
                && await acceptedFollows.AnyAsync(follow => follow.RequestedAt > now - TrustPeriod, cancellation));
    }

    /// <summary>
    /// Stores the instance actor together with its present keys, so that another key counts as unannounced, even in its first signature.
    /// </summary>
    private async Task NameInstanceActorAsync(RemoteHost host, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await InstanceActorAsync(host, cancellation) is not { } found)
        {
            return;
        }
        if (await FetchProfileAsync(found.Uri, cancellation) is not { Keys.Count: > 0 } profile)
        {
            host.DiscoveryDueAt = now + RetryInterval;
        }
        else if (found.IsReserved || profile.Type is "Application" or "Service")
        {
            host.InstanceActorUri = profile.Uri;
            await StoreRemoteActor.StageActorAsync(db, profile, now, cancellation);
        }
    }

    private async Task<ActorProfile?> FetchProfileAsync(string uri, CancellationToken cancellation) =>
        await fetch.DocumentAsync(uri, cancellation) is Fetched.Document document
        && ActorProfile.Read(uri, document.Utf8, read, house.Addresses.Domain) is { Succeeded: true, Value: var profile }
            ? await named.AddToAsync(profile, cancellation)
            : null;

    /// <returns>Null when the server could not be asked; a null name when it has no NodeInfo.</returns>
    private async Task<(string? Name, string? Version)?> SoftwareAsync(string host, CancellationToken cancellation)
    {
        switch (await fetch.JsonAsync($"https://{host}/.well-known/nodeinfo", MaxDocumentBytes, "application/json", cancellation))
        {
            case Fetched.Gone:
                return (null, null);
            case Fetched.Document links when NodeInfoUrl(links.Utf8, host) is { } url:
                return await fetch.JsonAsync(url, MaxDocumentBytes, "application/json", cancellation) is Fetched.Document info
                    ? SoftwareOf(info.Utf8)
                    : null;
            default:
                return null;
        }
    }

    /// <summary>URL of the newest NodeInfo version that both sides know, on the server itself.</summary>
    private static string? NodeInfoUrl(ReadOnlyMemory<byte> links, string host) => ParseObject(links, root =>
    {
        var listed = Links(root).ToList();
        return Versions.Select(version => listed.Find(link => Text(link, "rel") == Schema + version
            && Authority.Of(Text(link, "href")) == host))
            .Where(link => link.ValueKind == JsonValueKind.Object).Select(link => Text(link, "href")).FirstOrDefault();
    });

    private static (string? Name, string? Version)? SoftwareOf(ReadOnlyMemory<byte> info) => ParseObject<(string?, string?)?>(info, root =>
        root.TryGetProperty("software", out var software) && Text(software, "name")?.ToLowerInvariant() is { } name
            && SoftwareName().IsMatch(name)
            ? (name, Text(software, "version") is { } version && VersionText().IsMatch(version) ? version : null)
            : null);

    /// <returns>The actor's id, and whether no user can have it. Where users choose their names, one may have taken the server's.</returns>
    private async Task<(string Uri, bool IsReserved)?> InstanceActorAsync(RemoteHost host, CancellationToken cancellation)
    {
        if (KnownSoftware.InstanceActorOf(host.Software, host.Name) is { } known)
        {
            return (known, true);
        }
        foreach (var name in KnownSoftware.InstanceActorNamesOf(host.Software))
        {
            if (await WebFingerAsync(host.Name, name, cancellation) is { } reserved)
            {
                return (reserved, true);
            }
        }
        return await WebFingerAsync(host.Name, host.Name.Split(':')[0], cancellation) is { } uri ? (uri, false) : null;
    }

    /// <summary>Finds the id of an actor by WebFinger (RFC 7033), on the server itself.</summary>
    private async Task<string?> WebFingerAsync(string host, string name, CancellationToken cancellation)
    {
        var resource = Uri.EscapeDataString($"acct:{name}@{host}");
        return await fetch.JsonAsync($"https://{host}/.well-known/webfinger?resource={resource}", MaxDocumentBytes,
            "application/jrd+json, application/json", cancellation)
            is Fetched.Document found
                ? ParseObject(found.Utf8, root => Links(root).Where(IsActor).Select(link => Text(link, "href"))
                    .FirstOrDefault(href => Authority.Of(href) == host))
                : null;
    }

    private static bool IsActor(JsonElement link) =>
        Text(link, "rel") == "self" && Text(link, "type") is { } type
        && (type == ActivityJson.MediaType || type.StartsWith("application/ld+json", StringComparison.Ordinal));

    private static IEnumerable<JsonElement> Links(JsonElement root) =>
        root.TryGetProperty("links", out var links) && links.ValueKind == JsonValueKind.Array
            ? links.EnumerateArray().Take(MaxLinks).Where(link => link.ValueKind == JsonValueKind.Object)
            : [];

    private static string? Text(JsonElement of, string property) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static T? ParseObject<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T?> take)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Shallow);
            return document.RootElement.ValueKind == JsonValueKind.Object ? take(document.RootElement) : default;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // Not JSON, or a string that is not Unicode text.
            return default;
        }
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,63}$")]
    private static partial Regex SoftwareName();

    [GeneratedRegex(@"^[0-9A-Za-z][0-9A-Za-z.+~_() ;-]{0,63}$")]
    private static partial Regex VersionText();
}
