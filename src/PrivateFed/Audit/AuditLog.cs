using PrivateFed.Federation.RemoteActors;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Audit;

/// <summary>Records actions in the transaction of the action, so that neither exists without the other.</summary>
public sealed class AuditLog(HouseDb db, AuditContext context, TimeProvider clock)
{
    /// <summary>Tracks the entry; the caller saves it together with the action.</summary>
    /// <param name="more">What else its sentence says.</param>
    public void Record(AuditAction kind, (Guid Id, string Name)? about = null, string more = "") =>
        Add(kind, (context.By, context.Id, context.Name), about, more);

    public void Record(AuditAction kind, Member about, string more = "") => Record(kind, (about.Id, about.Name), more);

    public void Record(AuditAction kind, RemoteActor about, string? more = null) =>
        Record(kind, (about.Id, about.Name), more ?? AuditEntry.AddressOf(about));

    public void Record(AuditAction kind, RemoteHost about) => Record(kind, (about.Id, about.Name));

    /// <summary>
    /// Records an action that concerns the member who takes it, when they are not signed in yet or already have another name.
    /// </summary>
    public void RecordBy(Member who, AuditAction kind, string more = "") =>
        Add(kind, context.By == DoneBy.CommandLine ? (context.By, null, "") : (DoneBy.Member, who.Id, who.Name), (who.Id, who.Name), more);

    /// <summary>For a change that is one statement of its own: both happen or neither, and a change of no rows is not recorded.</summary>
    /// <param name="change">Returns how many rows it changed.</param>
    /// <param name="record">Calls one of the other methods.</param>
    public async Task<int> RecordIfAsync(Func<Task<int>> change, Action<AuditLog> record, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var changed = await change();
        if (changed > 0)
        {
            record(this);
            await db.SaveChangesAsync(cancellation);
        }
        await transaction.CommitAsync(cancellation);
        return changed;
    }

    private void Add(AuditAction kind, (DoneBy By, Guid? Id, string Name) who, (Guid Id, string Name)? about, string more) =>
        db.AuditEntries.Add(new AuditEntry
        {
            At = clock.GetUtcNow(),
            Action = kind,
            By = who.By,
            WhoId = who.Id,
            Who = Graphemes.Truncate(who.Name, AuditEntry.NameLength),
            AboutId = about?.Id,
            About = Graphemes.Truncate(about?.Name ?? "", AuditEntry.NameLength),
            More = Graphemes.Truncate(more, AuditEntry.MoreLength),
        });
}
