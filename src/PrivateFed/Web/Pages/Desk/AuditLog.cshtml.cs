using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Follows;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>The audit log, newest first, for everybody or for one person.</summary>
public sealed class AuditLogPage(HouseDb db) : PageModel
{
    public AuditPage Audit { get; private set; } = null!;

    public Guid? Who { get; private set; }

    public bool IsContinued { get; private set; }

    /// <summary>Present and former members, by name.</summary>
    public IReadOnlyList<Person> People { get; private set; } = [];

    public string Next => Who is { } id ? $"/family/log?who={id}&before={Audit.Before}" : $"/family/log?before={Audit.Before}";

    public async Task OnGetAsync(Guid? who, long? before, CancellationToken cancellation)
    {
        (Who, IsContinued) = (who, before is not null);
        Audit = await ReadAuditLog.PageAsync(db, who, before, cancellation);
        var members = await db.Members.AsNoTracking().Select(member => new Person(member.Id, member.Name)).ToListAsync(cancellation);
        var followers = await db.RemoteActors.AsNoTracking()
            .Where(actor => actor.Follows.Any(follow => follow.DecidedAt != null || follow.State == FollowState.Requested))
            .Select(actor => new Person(actor.Id, $"{actor.Name} (@{actor.Handle}@{actor.Host.Name})")).ToListAsync(cancellation);
        People = [.. members.Concat(followers).OrderBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    public sealed record Person(Guid Id, string Name);
}
