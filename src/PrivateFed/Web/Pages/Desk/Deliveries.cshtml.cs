using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PrivateFed.Audit;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Inbox;
using PrivateFed.Follows;
using PrivateFed.Jobs;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Reports;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>Pending deliveries to other servers, dead letters from them, and their reports.</summary>
public sealed class DeliveriesPage(HouseDb db, AuditLog auditLog, RetryNow retryNow, SweepSignal signal, TimeProvider clock,
    IStringLocalizer<Texts> texts) : PageModel
{
    public IReadOnlyList<HostDeliveryStatus> Hosts { get; private set; } = [];

    /// <summary>Number of followers' servers that have accepted everything.</summary>
    public int HealthyHosts { get; private set; }

    public IReadOnlyList<ShownReport> Reports { get; private set; } = [];

    public IReadOnlyList<ShownDeadLetter> NotUnderstood { get; private set; } = [];

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var followers = await Followers.AcceptedAsync(db, cancellation);
        Hosts = await DeliveryStatus.HostsAsync(db, HttpContext.SignedInViewer(), followers, Now, cancellation);
        HealthyHosts = followers.Select(person => person.Host).Except(Hosts.Select(host => host.Name)).Count();
        Reports = await ReadReports.AllAsync(db, cancellation);
        NotUnderstood = await DeadLetters.ListAsync(db, cancellation);
    }

    public async Task<IActionResult> OnPostTryNowAsync(Guid id, CancellationToken cancellation)
    {
        await retryNow.RetryHostAsync(id, cancellation);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostSeenAsync(Guid id, CancellationToken cancellation)
    {
        await auditLog.RecordIfAsync(() => ReadReports.MarkSeenAsync(db, id, Now, cancellation),
            write => write.Record(AuditAction.ReportSeen), cancellation);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostTryAgainAsync(long id, CancellationToken cancellation)
    {
        await DeadLetters.TryAgainAsync(db, id, cancellation);
        signal.Set();
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostForgetAsync(long id, CancellationToken cancellation)
    {
        await DeadLetters.ForgetAsync(db, id, Now, cancellation);
        return RedirectToPage();
    }

    /// <summary>"3 posts are waiting for Ann and Joe."</summary>
    public string Waiting(HostDeliveryStatus host) => host switch
    {
        { People.Count: 0, HadFollowers: true } => texts["A last message to people who followed from there is still waiting."],
        { People.Count: 0 } => texts["The answer to somebody there who asked to follow is still waiting."],
        { WaitingPosts: 0 } => texts["An answer is waiting to go to {0}.", Names(host)],
        { WaitingPosts: 1 } => texts["1 post is waiting to go to {0}.", Names(host)],
        _ => texts["{0} posts are waiting to go to {1}.", host.WaitingPosts, Names(host)],
    };

    /// <summary>"1 delivery for Joe was given up, the last today."</summary>
    public string GivenUp(HostDeliveryStatus host, string last) => host switch
    {
        { People.Count: 0, GivenUp: 1 } => texts["1 delivery failed for good {0}.", last],
        { People.Count: 0 } => texts["{0} deliveries failed for good, the last {1}.", host.GivenUp, last],
        { GivenUp: 1 } => texts["1 delivery for {0} failed for good {1}.", Names(host), last],
        _ => texts["{0} deliveries for {1} failed for good, the last {2}.", host.GivenUp, Names(host), last],
    };

    private string Names(HostDeliveryStatus host) => host.People.Select(person => FirstNames.Of(person.Name)).ToList() switch
    {
        { Count: <= 4 } names => texts.Listed(names),
        var names => texts["{0} and {1} others", string.Join(", ", names.Take(3)), names.Count - 3],
    };
}
