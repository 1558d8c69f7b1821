using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Storage;

namespace PrivateFed.Members.Consents;

/// <summary>
/// Stores a new version of the text that people agree to when they come in. Members keep the version that they agreed to.
/// </summary>
public sealed class WriteHouseText(HouseDb db, AuditLog auditLog, TimeProvider clock)
{
    /// <param name="text">Markdown.</param>
    /// <param name="seen">
    /// The version that the writer had before them, so that two owners do not overwrite each other's text unseen.
    /// </param>
    public async Task<Result<HouseText>> WriteAsync(Guid ownerId, string text, int seen, CancellationToken cancellation)
    {
        var wanted = text.ReplaceLineEndings("\n").Trim();
        if (wanted.Length is 0 or > HouseText.TextLength)
        {
            return new Refusal("Please write 1 to {0} characters; about 1000 can be read in a minute.", HouseText.TextLength);
        }
        var current = await HouseText.CurrentAsync(db, cancellation);
        if (current.Version != seen)
        {
            return ChangedMeanwhile;
        }
        if (wanted == current.Text.Trim())
        {
            return current;
        }
        var next = new HouseText { Version = seen + 1, Text = wanted, WrittenAt = clock.GetUtcNow(), WrittenById = ownerId };
        db.HouseTexts.Add(next);
        auditLog.Record(AuditAction.TextWritten);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return next;
        }
        catch (DbUpdateException problem) when (problem.IsUniqueViolation())
        {
            return ChangedMeanwhile;
        }
    }

    private static Refusal ChangedMeanwhile =>
        new Refusal(
            "Somebody else has changed this text in the meantime. Yours is still here; please look at theirs before you save yours.");
}
