using System.Runtime.CompilerServices;
using PrivateFed.Actors;
using PrivateFed.Federation.Outbound;
using PrivateFed.Storage;

namespace PrivateFed.Operations;

/// <summary>Examines the house from the inside out: its files, its database, and then as another server would meet it.</summary>
internal sealed class ExamineHouse(HouseDb db, TheHouse theHouse, Settings settings, OutboundHttp http, TimeProvider clock)
{
    private readonly AskSite _ask = new(http, clock);

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return CheckStorage.Of(settings);
        var database = await CheckDatabase.OfAsync(db, settings, cancellation);
        yield return database;
        var isReadable = database.Verdict == Verdict.Ok;
        var house = isReadable ? await theHouse.FindAsync(cancellation) : null;
        await foreach (var finding in FromOutsideAsync(house, cancellation))
        {
            yield return finding;
        }
        yield return await CheckClock.OfAsync(house is null ? null : db, _ask, house?.Domain ?? settings.Domain, cancellation);
        yield return await CheckMail.OfAsync(isReadable ? db : null, cancellation);
        yield return await CheckServers.OfAsync(isReadable ? db : null, cancellation);
    }

    private async IAsyncEnumerable<Finding> FromOutsideAsync(House? house, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var domain = await CheckDomain.OfAsync(house, settings, cancellation);
        yield return domain;
        if (domain.Verdict == Verdict.Problem)
        {
            yield return NotExamined("tls", "the domain does not lead here yet");
            yield return NotExamined("webfinger", "the domain does not lead here yet");
            yield return NotExamined("proxy", "the domain does not lead here yet");
            yield break;
        }
        var addresses = new Addresses((house?.Domain ?? settings.Domain)!);
        var tls = await CheckCertificate.OfAsync(http, addresses.Domain, clock.GetUtcNow(), cancellation);
        yield return tls;
        var owner = house is null ? null : await WhoPosts.OwnerAsync(db, cancellation);
        if (tls.Verdict == Verdict.Problem || owner is null)
        {
            var why = owner is null ? "the house is not set up" : "https does not work yet";
            yield return NotExamined("webfinger", why);
            yield return NotExamined("proxy", why);
            yield break;
        }
        yield return await CheckWebFinger.OfAsync(_ask, addresses, owner.Actor, cancellation);
        yield return await CheckProxy.OfAsync(_ask, addresses, settings, cancellation);
    }

    private static Finding NotExamined(string name, string why) =>
        Finding.Warning(name, $"Not examined, because {why}.", "First see to that, then run doctor again.");
}
