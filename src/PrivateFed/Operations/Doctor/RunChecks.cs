using System.Runtime.CompilerServices;
using PrivateFed.Actors;
using PrivateFed.Federation.Outbound;
using PrivateFed.Storage;

namespace PrivateFed.Operations;

/// <summary>Examines the house from the inside out: its files, its database, and then as another server would meet it.</summary>
internal sealed class RunChecks(HouseDb db, CurrentHouse currentHouse, Settings settings, OutboundHttp http, TimeProvider clock)
{
    private readonly SiteProbe _ask = new(http, clock);

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return CheckStorage.Run(settings);
        var database = await CheckDatabase.RunAsync(db, settings, cancellation);
        yield return database;
        var isReadable = database.Verdict == Verdict.Ok;
        var house = isReadable ? await currentHouse.FindAsync(cancellation) : null;
        await foreach (var finding in FromOutsideAsync(house, cancellation))
        {
            yield return finding;
        }
        yield return await CheckClock.RunAsync(house is null ? null : db, _ask, house?.Domain ?? settings.Domain, cancellation);
        yield return await CheckMail.RunAsync(isReadable ? db : null, cancellation);
        yield return await CheckServers.RunAsync(isReadable ? db : null, cancellation);
    }

    private async IAsyncEnumerable<Finding> FromOutsideAsync(House? house, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var domain = await CheckDomain.RunAsync(house, settings, cancellation);
        yield return domain;
        if (domain.Verdict == Verdict.Problem)
        {
            yield return NotExamined("tls", "the domain does not lead here yet");
            yield return NotExamined("webfinger", "the domain does not lead here yet");
            yield return NotExamined("proxy", "the domain does not lead here yet");
            yield break;
        }
        var addresses = new Addresses((house?.Domain ?? settings.Domain)!);
        var tls = await CheckCertificate.RunAsync(http, addresses.Domain, clock.GetUtcNow(), cancellation);
        yield return tls;
        var owner = house is null ? null : await FindAuthor.OwnerAsync(db, cancellation);
        if (tls.Verdict == Verdict.Problem || owner is null)
        {
            var why = owner is null ? "the house is not set up" : "https does not work yet";
            yield return NotExamined("webfinger", why);
            yield return NotExamined("proxy", why);
            yield break;
        }
        yield return await CheckWebFinger.RunAsync(_ask, addresses, owner.Actor, cancellation);
        yield return await CheckProxy.RunAsync(_ask, addresses, settings, cancellation);
    }

    private static Finding NotExamined(string name, string why) =>
        Finding.Warning(name, $"Not examined, because {why}.", "First see to that, then run doctor again.");
}
