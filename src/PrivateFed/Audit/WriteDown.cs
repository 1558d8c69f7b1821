using PrivateFed.Federation.RemoteActors;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Audit;

/// <summary>Writes down what is done, in the transaction in which it is done: there is neither without the other.</summary>
public sealed class WriteDown(HouseDb db, WhoActs hand, TimeProvider clock)
{
    /// <summary>Tracks the row; the caller saves it together with what was done.</summary>
    /// <param name="kind">What was done.</param>
    /// <param name="about">To whom: an id and a name.</param>
    /// <param name="more">What else its sentence says.</param>
    public void That(DeedKind kind, (Guid Id, string Name)? about = null, string more = "") =>
        Add(kind, (hand.By, hand.Id, hand.Name), about, more);

    public void That(DeedKind kind, Member about, string more = "") => That(kind, (about.Id, about.Name), more);

    public void That(DeedKind kind, RemoteActor about, string? more = null) => That(kind, (about.Id, about.Name), more ?? Deed.AddressOf(about));

    public void That(DeedKind kind, RemoteHost about) => That(kind, (about.Id, about.Name));

    /// <summary>Somebody who is not signed in yet, or goes by another name already, does something that concerns themselves.</summary>
    public void By(Member who, DeedKind kind, string more = "") =>
        Add(kind, hand.By == DoneBy.CommandLine ? (hand.By, null, "") : (DoneBy.Member, who.Id, who.Name), (who.Id, who.Name), more);

    /// <summary>For a change that is one statement of its own: both happen, or neither, and what changed no row is not written down.</summary>
    /// <param name="change">Says how many rows it changed.</param>
    /// <param name="write">Calls one of the others.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<int> IfAsync(Func<Task<int>> change, Action<WriteDown> write, CancellationToken cancellation)
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

    private void Add(DeedKind kind, (DoneBy By, Guid? Id, string Name) who, (Guid Id, string Name)? about, string more) => db.Deeds.Add(new Deed
    {
        At = clock.GetUtcNow(),
        Kind = kind,
        By = who.By,
        WhoId = who.Id,
        Who = Graphemes.Truncate(who.Name, Deed.NameLength),
        AboutId = about?.Id,
        About = Graphemes.Truncate(about?.Name ?? "", Deed.NameLength),
        More = Graphemes.Truncate(more, Deed.MoreLength),
    });
}
