using Hangfire;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// Hangfire job: asks a server what it is: its software and version (NodeInfo 2.1 or 2.0), and which actor speaks for all of it. That is the
/// one that its software publishes at an address which no person there can have; for software that is not known, the one that the server's
/// WebFinger gives for its own name, if it is no person. Only servers from which somebody asks to follow or was let in are asked, about
/// once a week.
/// </summary>
public sealed partial class DiscoverHost(HouseDb db, FetchDocument fetch, ReadDocument read, NamedKeys named, CurrentHouse house, TimeProvider clock)
{
    /// <summary>Bytes of the largest NodeInfo or WebFinger document that is read.</summary>
    public const int Largest = 64 * 1024;

    private const string Schema = "http://nodeinfo.diaspora.software/ns/schema/";
    private const int MostLinks = 20;

    private static readonly TimeSpan Again = TimeSpan.FromDays(7);
    private static readonly TimeSpan AgainAfterFailure = TimeSpan.FromHours(6);

    /// <summary>A domain that lapses is not to be had for longer than this.</summary>
    private static readonly TimeSpan StillTheSame = TimeSpan.FromDays(7);
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 16 };
    private static readonly string[] Versions = ["2.1", "2.0"];

    /// <summary>The servers that are asked at all.</summary>
    public static IQueryable<RemoteHost> Wanted(HouseDb db) => db.RemoteHosts.Where(host => db.Follows.Any(
        follow => follow.RemoteActor.HostId == host.Id && (follow.State == FollowState.Accepted || follow.State == FollowState.Requested)));

    /// <summary>Lets a job ask. The attempt is written before it is made: what goes wrong is tried again in six hours.</summary>
    /// <returns>False when another process was quicker.</returns>
    public static async Task<bool> TakeAsync(HouseDb db, Guid hostId, DateTimeOffset now, CancellationToken cancellation) =>
        await db.RemoteHosts.Where(host => host.Id == hostId && (host.DiscoveryDueAt == null || host.DiscoveryDueAt <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(host => host.DiscoveryDueAt, now + AgainAfterFailure), cancellation) == 1;

    public Task DiscoverAsync(Guid hostId, CancellationToken cancellation) => RetryOnConflict.RunAsync(db, async () =>
    {
        var host = await db.RemoteHosts.SingleAsync(host => host.Id == hostId, cancellation);
        var now = clock.GetUtcNow();
        if (await SoftwareAsync(host.Name, cancellation) is { } software)
        {
            (host.Software, host.SoftwareVersion, host.DiscoveryDueAt) = (software.Name, software.Version, now + Again);
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
    /// Learned once: while somebody from there is let in, whoever holds the domain now may have bought it, and what they say later changes nothing.
    /// Only where none was learned and somebody who was let in asked within a week, with their own key, is the server still believed.
    /// </summary>
    private async Task<bool> MayNameInstanceActorAsync(RemoteHost host, DateTimeOffset now, CancellationToken cancellation)
    {
        var acceptFollow = db.Follows.Where(follow => follow.State == FollowState.Accepted && follow.RemoteActor.HostId == host.Id);
        return !await acceptFollow.AnyAsync(cancellation)
            || (host.InstanceActorUri is null && await acceptFollow.AnyAsync(follow => follow.RequestedAt > now - StillTheSame, cancellation));
    }

    /// <summary>With the keys that it has now: another one, when it signs for the first time, is one that nobody announced.</summary>
    private async Task NameInstanceActorAsync(RemoteHost host, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await InstanceActorAsync(host, cancellation) is not { } found)
        {
            return;
        }
        if (await ClaimsOfAsync(found.Uri, cancellation) is not { Keys.Count: > 0 } claims)
        {
            host.DiscoveryDueAt = now + AgainAfterFailure;
        }
        else if (found.IsReserved || claims.Type is "Application" or "Service")
        {
            host.InstanceActorUri = claims.Uri;
            await StoreRemoteActor.ActorAsync(db, claims, now, cancellation);
        }
    }

    private async Task<ActorProfile?> ClaimsOfAsync(string uri, CancellationToken cancellation) =>
        await fetch.DocumentAsync(uri, cancellation) is Fetched.Document document
        && ActorProfile.Read(uri, document.Utf8, read, house.Addresses.Domain) is { Succeeded: true, Value: var claims }
            ? await named.AddToAsync(claims, cancellation)
            : null;

    /// <returns>Null when the server could not be asked; no name when it has no NodeInfo.</returns>
    private async Task<(string? Name, string? Version)?> SoftwareAsync(string host, CancellationToken cancellation)
    {
        switch (await fetch.JsonAsync($"https://{host}/.well-known/nodeinfo", Largest, "application/json", cancellation))
        {
            case Fetched.Gone:
                return (null, null);
            case Fetched.Document links when DocumentOf(links.Utf8, host) is { } url:
                return await fetch.JsonAsync(url, Largest, "application/json", cancellation) is Fetched.Document info ? SoftwareOf(info.Utf8) : null;
            default:
                return null;
        }
    }

    /// <summary>The newest version of NodeInfo that both sides know, on the server itself.</summary>
    private static string? DocumentOf(ReadOnlyMemory<byte> links, string host) => Parsed(links, root =>
    {
        var listed = Links(root).ToList();
        return Versions.Select(version => listed.Find(link => Text(link, "rel") == Schema + version && Authority.Of(Text(link, "href")) == host))
            .Where(link => link.ValueKind == JsonValueKind.Object).Select(link => Text(link, "href")).FirstOrDefault();
    });

    private static (string? Name, string? Version)? SoftwareOf(ReadOnlyMemory<byte> info) => Parsed<(string?, string?)?>(info, root =>
        root.TryGetProperty("software", out var software) && Text(software, "name")?.ToLowerInvariant() is { } name && SoftwareName().IsMatch(name)
            ? (name, Text(software, "version") is { } version && VersionText().IsMatch(version) ? version : null)
            : null);

    /// <returns>Its id, and whether no person can have that; where there are names for people, somebody may have called themselves like their server.</returns>
    private async Task<(string Uri, bool IsReserved)?> InstanceActorAsync(RemoteHost host, CancellationToken cancellation)
    {
        if (KnownSoftware.InstanceActorOf(host.Software, host.Name) is { } known)
        {
            return (known, true);
        }
        foreach (var name in KnownSoftware.InstanceActorNamesOf(host.Software))
        {
            if (await FingerAsync(host.Name, name, cancellation) is { } reserved)
            {
                return (reserved, true);
            }
        }
        return await FingerAsync(host.Name, host.Name.Split(':')[0], cancellation) is { } uri ? (uri, false) : null;
    }

    /// <summary>The id of an actor by WebFinger (RFC 7033), on the server itself.</summary>
    private async Task<string?> FingerAsync(string host, string name, CancellationToken cancellation)
    {
        var resource = Uri.EscapeDataString($"acct:{name}@{host}");
        return await fetch.JsonAsync($"https://{host}/.well-known/webfinger?resource={resource}", Largest, "application/jrd+json, application/json", cancellation)
            is Fetched.Document found
                ? Parsed(found.Utf8, root => Links(root).Where(IsActor).Select(link => Text(link, "href")).FirstOrDefault(href => Authority.Of(href) == host))
                : null;
    }

    private static bool IsActor(JsonElement link) =>
        Text(link, "rel") == "self" && Text(link, "type") is { } type
        && (type == ActivityJson.MediaType || type.StartsWith("application/ld+json", StringComparison.Ordinal));

    private static IEnumerable<JsonElement> Links(JsonElement root) =>
        root.TryGetProperty("links", out var links) && links.ValueKind == JsonValueKind.Array
            ? links.EnumerateArray().Take(MostLinks).Where(link => link.ValueKind == JsonValueKind.Object)
            : [];

    private static string? Text(JsonElement of, string property) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static T? Parsed<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T?> take)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Shallow);
            return document.RootElement.ValueKind == JsonValueKind.Object ? take(document.RootElement) : default;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // No JSON, or a string that is not Unicode text.
            return default;
        }
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,63}$")]
    private static partial Regex SoftwareName();

    [GeneratedRegex(@"^[0-9A-Za-z][0-9A-Za-z.+~_() ;-]{0,63}$")]
    private static partial Regex VersionText();

    /// <summary>Step of the sweep. Enqueues a job for each server that is to be asked.</summary>
    /// <returns>When something is due that is not due yet.</returns>
    public static async Task<DateTimeOffset> EnqueueDueAsync(HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var wanted = await Wanted(db).OrderBy(host => host.DiscoveryDueAt != null).ThenBy(host => host.DiscoveryDueAt)
            .Select(host => new { host.Id, DueAt = host.DiscoveryDueAt ?? SweepStep.Now }).Take(20).ToListAsync(cancellation);
        foreach (var host in wanted.Where(host => host.DueAt <= now))
        {
            if (await TakeAsync(db, host.Id, now, cancellation))
            {
                jobs.Enqueue<DiscoverHost>(job => job.DiscoverAsync(host.Id, CancellationToken.None));
            }
        }
        return wanted.Select(host => host.DueAt).FirstOrDefault(SweepStep.Never);
    }
}
