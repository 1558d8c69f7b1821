using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>
/// Hangfire job: words one letter and hands it over. Its row goes in the moment in which the post office has taken it; a kill in between sends
/// the same letter, with the same Message-ID, once more.
/// </summary>
public sealed class SendLetter(
    HouseDb db, WriteLetter write, AnswerTheDoor answerTheDoor, SealLetter seal, HandOver handOver, TheHouse house, TimeProvider clock, ILogger<SendLetter> log)
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    public async Task OneAsync(Guid letterId, CancellationToken cancellation)
    {
        if (await db.PostOffices.SingleOrDefaultAsync(cancellation) is not { } office)
        {
            return;
        }
        if (!await Attempts.BeginAsync(db.Letters.Where(letter => letter.Id == letterId), cancellation))
        {
            await GiveUpUnreadAsync(letterId, cancellation);
            return;
        }
        try
        {
            if (await db.Letters.SingleOrDefaultAsync(letter => letter.Id == letterId, cancellation) is { } letter)
            {
                await WorkOnAsync(letter, office, cancellation);
                await SaveAsync(letter, cancellation);
            }
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(problem, "A letter could not be worded");
            await StumbleAsync(letterId, cancellation);
        }
    }

    /// <summary>What nobody foresaw is counted like a post office that takes nothing: later again, and given up in the end.</summary>
    private async Task StumbleAsync(Guid letterId, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        if (await db.Letters.SingleOrDefaultAsync(letter => letter.Id == letterId, cancellation) is not { } letter)
        {
            return;
        }
        var now = clock.GetUtcNow();
        if (now - letter.CreatedAt > Letter.GiveUpAfter)
        {
            db.Letters.Remove(letter);
            await TellOwners.OfLetterGivenUpAsync(db, await NameAsync(letter, cancellation), now, cancellation);
        }
        else
        {
            Postpone(letter, now);
        }
        await SaveAsync(letter, cancellation);
    }

    /// <summary>It throws where it cannot even be counted, or ended the process each time.</summary>
    private async Task GiveUpUnreadAsync(Guid letterId, CancellationToken cancellation)
    {
        log.LogError("Letter {Letter} was begun {Count} times and never came to an end; it is given up", letterId, Attempts.Most);
        var name = await db.Letters.Where(letter => letter.Id == letterId)
            .Select(letter => letter.Name ?? db.Members.Where(member => member.Id == letter.MemberId).Select(member => member.Name).FirstOrDefault()).SingleOrDefaultAsync(cancellation);
        if (await db.Letters.Where(letter => letter.Id == letterId).ExecuteDeleteAsync(cancellation) > 0)
        {
            await TellOwners.OfLetterGivenUpAsync(db, name ?? "", clock.GetUtcNow(), cancellation);
            await db.SaveChangesAsync(cancellation);
        }
    }

    private async Task WorkOnAsync(Letter letter, PostOffice office, CancellationToken cancellation)
    {
        if (letter.Kind == LetterKind.AskedAtTheDoor)
        {
            await answerTheDoor.ForAsync(letter, cancellation);
        }
        else if (await write.OfAsync(letter, office.Show, cancellation) is { } text)
        {
            await HandOverAsync(letter, text, office, cancellation);
        }
        else
        {
            db.Letters.Remove(letter);
        }
    }

    private async Task HandOverAsync(Letter letter, LetterText text, PostOffice office, CancellationToken cancellation)
    {
        var name = await NameAsync(letter, cancellation);
        var message = await seal.OfAsync(text, letter.Id, (await house.FindAsync(cancellation))!.Name, office.From, name, letter.Address, cancellation);
        var handed = await handOver.AsAsync(message, office, cancellation);
        var now = clock.GetUtcNow();
        switch (handed)
        {
            case Handed.Taken:
                (office.LastError, office.FailingSince) = (null, null);
                db.Letters.Remove(letter);
                break;
            case Handed.NobodyThere nobody:
                log.LogWarning("A letter cannot be delivered: {Why}", nobody.Why);
                await MarkUnreachableAsync(letter, name, now, cancellation);
                break;
            case Handed.Refused refused:
                (office.LastError, office.FailingSince) = (refused.Why, office.FailingSince ?? now);
                await GiveUpAsync(letter, name, now, cancellation);
                break;
            case Handed.NotNow notNow:
                (office.LastError, office.FailingSince) = (notNow.Why, office.FailingSince ?? now);
                await PostponeAsync(letter, name, now, cancellation);
                break;
        }
    }

    private async Task<string> NameAsync(Letter letter, CancellationToken cancellation) =>
        letter.Name ?? await db.Members.Where(member => member.Id == letter.MemberId).Select(member => member.Name).SingleOrDefaultAsync(cancellation) ?? "";

    private async Task MarkUnreachableAsync(Letter letter, string name, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Letterboxes.SingleOrDefaultAsync(box => box.MemberId == letter.MemberId, cancellation) is { } box
            && (box.Address == letter.Address || box.WantedAddress == letter.Address))
        {
            box.UnreachableSince = now;
        }
        await GiveUpAsync(letter, name, now, cancellation);
    }

    private async Task PostponeAsync(Letter letter, string name, DateTimeOffset now, CancellationToken cancellation)
    {
        if (now - letter.CreatedAt > Letter.GiveUpAfter)
        {
            await GiveUpAsync(letter, name, now, cancellation);
        }
        else
        {
            Postpone(letter, now);
        }
    }

    private static void Postpone(Letter letter, DateTimeOffset now)
    {
        (letter.Failures, letter.Attempts) = (letter.Failures + 1, 0);
        letter.DueAt = now + TimeSpan.FromSeconds(Math.Min(First.TotalSeconds * Math.Pow(3, letter.Failures - 1), Longest.TotalSeconds));
    }

    private async Task GiveUpAsync(Letter letter, string name, DateTimeOffset now, CancellationToken cancellation)
    {
        db.Letters.Remove(letter);
        await TellOwners.OfUnreachableAsync(db, name, now, cancellation);
    }

    private async Task SaveAsync(Letter letter, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Its member left, or wants no more letters, while it was on its way. Only how the post office does is left to keep.
            db.Entry(letter).State = EntityState.Detached;
            await db.SaveChangesAsync(cancellation);
        }
    }
}
