using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Mail;

/// <summary>
/// Hangfire job: words one letter and hands it over. Its row goes in the moment in which the post office has taken it; a kill in between sends
/// the same letter, with the same Message-ID, once more.
/// </summary>
public sealed class SendEmail(
    HouseDb db, ComposeEmail write, EmailSignInLink emailSignInLink, BuildMessage seal, SendMail sendMail, CurrentHouse house, TimeProvider clock, ILogger<SendEmail> log)
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    public async Task SendAsync(Guid letterId, CancellationToken cancellation)
    {
        if (await db.MailServers.SingleOrDefaultAsync(cancellation) is not { } office)
        {
            return;
        }
        if (!await Attempts.BeginAsync(db.Emails.Where(letter => letter.Id == letterId), cancellation))
        {
            await GiveUpUnreadAsync(letterId, cancellation);
            return;
        }
        try
        {
            if (await db.Emails.SingleOrDefaultAsync(letter => letter.Id == letterId, cancellation) is { } letter)
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
        if (await db.Emails.SingleOrDefaultAsync(letter => letter.Id == letterId, cancellation) is not { } letter)
        {
            return;
        }
        var now = clock.GetUtcNow();
        if (now - letter.CreatedAt > Email.GiveUpAfter)
        {
            db.Emails.Remove(letter);
            await NotifyOwners.StageEmailGivenUpAsync(db, await NameAsync(letter, cancellation), now, cancellation);
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
        var name = await db.Emails.Where(letter => letter.Id == letterId)
            .Select(letter => letter.Name ?? db.Members.Where(member => member.Id == letter.MemberId).Select(member => member.Name).FirstOrDefault()).SingleOrDefaultAsync(cancellation);
        if (await db.Emails.Where(letter => letter.Id == letterId).ExecuteDeleteAsync(cancellation) > 0)
        {
            await NotifyOwners.StageEmailGivenUpAsync(db, name ?? "", clock.GetUtcNow(), cancellation);
            await db.SaveChangesAsync(cancellation);
        }
    }

    private async Task WorkOnAsync(Email letter, MailServer office, CancellationToken cancellation)
    {
        if (letter.Kind == EmailKind.SignInRequested)
        {
            await emailSignInLink.SendAsync(letter, cancellation);
        }
        else if (await write.ComposeAsync(letter, office.Content, cancellation) is { } text)
        {
            await SendToServerAsync(letter, text, office, cancellation);
        }
        else
        {
            db.Emails.Remove(letter);
        }
    }

    private async Task SendToServerAsync(Email letter, EmailText text, MailServer office, CancellationToken cancellation)
    {
        var name = await NameAsync(letter, cancellation);
        var message = await seal.BuildAsync(text, letter.Id, (await house.FindAsync(cancellation))!.Name, office.From, name, letter.Address, cancellation);
        var handed = await sendMail.SendAsync(message, office, cancellation);
        var now = clock.GetUtcNow();
        switch (handed)
        {
            case SendMailResult.Taken:
                (office.LastError, office.FailingSince) = (null, null);
                db.Emails.Remove(letter);
                break;
            case SendMailResult.NobodyThere nobody:
                log.LogWarning("A letter cannot be delivered: {Why}", nobody.Why);
                await MarkUnreachableAsync(letter, name, now, cancellation);
                break;
            case SendMailResult.Refused refused:
                (office.LastError, office.FailingSince) = (refused.Why, office.FailingSince ?? now);
                await GiveUpAsync(letter, name, now, cancellation);
                break;
            case SendMailResult.NotNow notNow:
                (office.LastError, office.FailingSince) = (notNow.Why, office.FailingSince ?? now);
                await PostponeAsync(letter, name, now, cancellation);
                break;
        }
    }

    private async Task<string> NameAsync(Email letter, CancellationToken cancellation) =>
        letter.Name ?? await db.Members.Where(member => member.Id == letter.MemberId).Select(member => member.Name).SingleOrDefaultAsync(cancellation) ?? "";

    private async Task MarkUnreachableAsync(Email letter, string name, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.MailPreferences.SingleOrDefaultAsync(box => box.MemberId == letter.MemberId, cancellation) is { } box
            && (box.Address == letter.Address || box.UnconfirmedAddress == letter.Address))
        {
            box.UnreachableSince = now;
        }
        await GiveUpAsync(letter, name, now, cancellation);
    }

    private async Task PostponeAsync(Email letter, string name, DateTimeOffset now, CancellationToken cancellation)
    {
        if (now - letter.CreatedAt > Email.GiveUpAfter)
        {
            await GiveUpAsync(letter, name, now, cancellation);
        }
        else
        {
            Postpone(letter, now);
        }
    }

    private static void Postpone(Email letter, DateTimeOffset now)
    {
        (letter.Failures, letter.Attempts) = (letter.Failures + 1, 0);
        letter.DueAt = now + TimeSpan.FromSeconds(Math.Min(First.TotalSeconds * Math.Pow(3, letter.Failures - 1), Longest.TotalSeconds));
    }

    private async Task GiveUpAsync(Email letter, string name, DateTimeOffset now, CancellationToken cancellation)
    {
        db.Emails.Remove(letter);
        await NotifyOwners.StageUnreachableAsync(db, name, now, cancellation);
    }

    private async Task SaveAsync(Email letter, CancellationToken cancellation)
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
