using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Federation.Delivery;
using PrivateFed.Federation.Inbox;
using PrivateFed.Follows;
using PrivateFed.Operations;
using PrivateFed.Reports;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>What waits for other servers, what came from them that nobody could work on, and what they complain of.</summary>
public sealed class DeliveriesPage(HouseDb db, TryNow tryNow, Wake wake, TimeProvider clock) : PageModel
{
    public IReadOnlyList<ShownHost> Hosts { get; private set; } = [];

    /// <summary>Servers of followers that have taken everything.</summary>
    public int Well { get; private set; }

    public IReadOnlyList<ShownReport> Reports { get; private set; } = [];

    public IReadOnlyList<ShownSetAside> NotUnderstood { get; private set; } = [];

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var followers = await Followers.LetInAsync(db, cancellation);
        Hosts = await OnTheWay.HostsAsync(db, followers, Now, cancellation);
        Well = followers.Select(person => person.Host).Except(Hosts.Select(host => host.Name)).Count();
        Reports = await ReadReports.AllAsync(db, cancellation);
        NotUnderstood = await SetAside.AllAsync(db, cancellation);
    }

    public async Task<IActionResult> OnPostTryNowAsync(Guid id, CancellationToken cancellation)
    {
        await tryNow.HostAsync(id, cancellation);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostSeenAsync(Guid id, CancellationToken cancellation)
    {
        await ReadReports.SeeAsync(db, id, Now, cancellation);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostTryAgainAsync(long id, CancellationToken cancellation)
    {
        await SetAside.TryAgainAsync(db, id, cancellation);
        wake.Ring();
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostForgetAsync(long id, CancellationToken cancellation)
    {
        await SetAside.ForgetAsync(db, id, Now, cancellation);
        return RedirectToPage();
    }

    /// <summary>"3 posts are waiting for Ann and Joe."</summary>
    public static string Waiting(ShownHost host) => host switch
    {
        { People.Count: 0 } => "A last word to those who followed from there is waiting.",
        { WaitingPosts: 0 } => $"An answer is waiting for {Names(host)}.",
        { WaitingPosts: 1 } => $"1 post is waiting for {Names(host)}.",
        _ => $"{host.WaitingPosts} posts are waiting for {Names(host)}.",
    };

    /// <summary>"1 delivery for Joe was given up"</summary>
    public static string GivenUp(ShownHost host) =>
        (host.GivenUp == 1 ? "1 delivery" : $"{host.GivenUp} deliveries")
        + (host.People.Count == 0 ? "" : $" for {Names(host)}")
        + (host.GivenUp == 1 ? " was given up" : " were given up");

    private static string Names(ShownHost host) => host.People.Select(person => FirstNames.Of(person.Name)).ToList() switch
    {
        [var one] => one,
        { Count: <= 4 } names => $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}",
        var names => $"{string.Join(", ", names.Take(3))} and {names.Count - 3} others",
    };
}
