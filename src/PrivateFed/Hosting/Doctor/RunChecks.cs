using System.Runtime.CompilerServices;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.Outbound;
using PrivateFed.Hosting.CommandLine;
using PrivateFed.Houses;
using PrivateFed.Media.Films;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.Doctor;

/// <summary>Runs the checks from the inside out: files, database, and then the house as other servers see it.</summary>
internal sealed class RunChecks(
    HouseDb db, CurrentHouse currentHouse, Settings settings, FilmPrograms films, OutboundHttp http, TimeProvider clock)
{
    private readonly SiteProbe _probe = new(http, clock);

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return CheckStorage.Run(settings);
        yield return CheckDecoders.Films(films);
        yield return CheckDecoders.Confinement();
        var database = await CheckDatabase.RunAsync(db, settings, cancellation);
        yield return database;
        var isReadable = database.Verdict == Verdict.Ok;
        var house = isReadable ? await currentHouse.FindAsync(cancellation) : null;
        if (settings.Bucket is { } bucket)
        {
            yield return await CheckBucket.RunAsync(bucket, house, cancellation);
        }
        await foreach (var finding in FromOutsideAsync(house, cancellation))
        {
            yield return finding;
        }
        yield return await CheckClock.RunAsync(house is null ? null : db, _probe, house?.Domain ?? settings.Domain, cancellation);
        yield return await CheckMail.RunAsync(isReadable ? db : null, cancellation);
        yield return await CheckServers.RunAsync(isReadable ? db : null, cancellation);
    }

    private async IAsyncEnumerable<Finding> FromOutsideAsync(House? house, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var domain = await CheckDomain.RunAsync(house, settings, cancellation);
        yield return domain;
        if (domain.Verdict == Verdict.Problem)
        {
            yield return NotExamined("tls", "the domain doesn't point here yet");
            yield return NotExamined("webfinger", "the domain doesn't point here yet");
            yield return NotExamined("proxy", "the domain doesn't point here yet");
            yield break;
        }
        var addresses = new Addresses((house?.Domain ?? settings.Domain)!);
        var tls = await CheckCertificate.RunAsync(http, addresses.Domain, clock.GetUtcNow(), cancellation);
        yield return tls;
        var owner = house is null ? null : await FindAuthor.OwnerAsync(db, cancellation);
        if (tls.Verdict == Verdict.Problem || owner is null)
        {
            var why = owner is null ? "the house isn't set up" : "https doesn't work yet";
            yield return NotExamined("webfinger", why);
            yield return NotExamined("proxy", why);
            yield break;
        }
        yield return await CheckWebFinger.RunAsync(_probe, addresses, owner.Actor, cancellation);
        yield return await CheckProxy.RunAsync(_probe, addresses, settings, cancellation);
    }

    private static Finding NotExamined(string name, string why) =>
        Finding.Warning(name, $"Not checked, because {why}.", "Fix that first, then run doctor again.");
}
