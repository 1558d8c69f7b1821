using PrivateFed.Federation.RemoteActors;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Audit;

/// <summary>Writes down what is done, in the transaction in which it is done: there is neither without the other.</summary>
public sealed class AuditLog(HouseDb db, AuditContext hand, TimeProvider clock)
{
    /// <summary>Tracks the row; the caller saves it together with what was done.</summary>
    /// <param name="kind">What was done.</param>
    /// <param name="about">To whom: an id and a name.</param>
    /// <param name="more">What else its sentence says.</param>
    public void Record(AuditAction kind, (Guid Id, string Name)? about = null, string more = "") =>
        Add(kind, (hand.By, hand.Id, hand.Name), about, more);

    public void Record(AuditAction kind, Member about, string more = "") => Record(kind, (about.Id, about.Name), more);

    public void Record(AuditAction kind, RemoteActor about, string? more = null) => Record(kind, (about.Id, about.Name), more ?? AuditEntry.AddressOf(about));

    public void Record(AuditAction kind, RemoteHost about) => Record(kind, (about.Id, about.Name));

    /// <summary>Somebody who is not signed in yet, or goes by another name already, does something that concerns themselves.</summary>
    public void RecordBy(Member who, AuditAction kind, string more = "") =>
        Add(kind, hand.By == DoneBy.CommandLine ? (hand.By, null, "") : (DoneBy.Member, who.Id, who.Name), (who.Id, who.Name), more);

    /// <summary>For a change that is one statement of its own: both happen, or neither, and what changed no row is not written down.</summary>
    /// <param name="change">Says how many rows it changed.</param>
    /// <param name="write">Calls one of the others.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<int> RecordIfAsync(Func<Task<int>> change, Action<AuditLog> write, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var changed = await change();
        if (changed > 0)
        {
            write(this);
            await db.SaveChangesAsync(cancellation);
        }
        await transaction.CommitAsync(cancellation);
        return changed;
    }

    private void Add(AuditAction kind, (DoneBy By, Guid? Id, string Name) who, (Guid Id, string Name)? about, string more) => db.AuditEntries.Add(new AuditEntry
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
