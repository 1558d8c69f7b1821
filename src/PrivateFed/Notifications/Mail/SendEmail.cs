using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Mail;

/// <summary>
/// Hangfire job: composes and sends one email. Its row is deleted once the mail server has accepted it. After a kill in between, the same
/// email is sent again with the same Message-ID.
/// </summary>
public sealed class SendEmail(
    HouseDb db, ComposeEmail composeEmail, EmailSignInLink emailSignInLink, BuildMessage buildMessage, SendMail sendMail,
    CurrentHouse house, TimeProvider clock, ILogger<SendEmail> log)
{
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromHours(4);

    public async Task SendAsync(Guid emailId, CancellationToken cancellation)
    {
        if (await db.MailServers.SingleOrDefaultAsync(cancellation) is not { } server)
        {
            return;
        }
        if (!await Attempts.BeginAsync(db.Emails.Where(email => email.Id == emailId), cancellation))
        {
            await GiveUpUnfinishedAsync(emailId, cancellation);
            return;
        }
        try
        {
            if (await db.Emails.SingleOrDefaultAsync(email => email.Id == emailId, cancellation) is { } email)
            {
                await ProcessAsync(email, server, cancellation);
                await SaveAsync(email, cancellation);
            }
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(problem, "An email could not be processed");
            await RecordUnexpectedErrorAsync(emailId, cancellation);
        }
    }

    /// <summary>Unexpected errors count like a mail server that accepts nothing: retried later, and given up in the end.</summary>
    private async Task RecordUnexpectedErrorAsync(Guid emailId, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        if (await db.Emails.SingleOrDefaultAsync(email => email.Id == emailId, cancellation) is not { } email)
        {
            return;
        }
        var now = clock.GetUtcNow();
        if (now - email.CreatedAt > Email.GiveUpAfter)
        {
            db.Emails.Remove(email);
            await NotifyOwners.StageEmailGivenUpAsync(db, await NameAsync(email, cancellation), now, cancellation);
        }
        else
        {
            Postpone(email, now);
        }
        await SaveAsync(email, cancellation);
    }

    /// <summary>Gives up an email when every attempt ended the process, or failed where the failure could not be counted.</summary>
    private async Task GiveUpUnfinishedAsync(Guid emailId, CancellationToken cancellation)
    {
        log.LogError("Email {Letter} was begun {Count} times and never finished; it is given up", emailId, Attempts.Most);
        var name = await db.Emails.Where(email => email.Id == emailId)
            .Select(email => email.Name ?? db.Members.Where(member => member.Id == email.MemberId).Select(member => member.Name)
                .FirstOrDefault()).SingleOrDefaultAsync(cancellation);
        if (await db.Emails.Where(email => email.Id == emailId).ExecuteDeleteAsync(cancellation) > 0)
        {
            await NotifyOwners.StageEmailGivenUpAsync(db, name ?? "", clock.GetUtcNow(), cancellation);
            await db.SaveChangesAsync(cancellation);
        }
    }

    private async Task ProcessAsync(Email email, MailServer server, CancellationToken cancellation)
    {
        if (email.Kind == EmailKind.SignInRequested)
        {
            await emailSignInLink.SendAsync(email, cancellation);
        }
        else if (await composeEmail.ComposeAsync(email, server.Content, cancellation) is { } text)
        {
            await SendToServerAsync(email, text, server, cancellation);
        }
        else
        {
            db.Emails.Remove(email);
        }
    }

    private async Task SendToServerAsync(Email email, EmailText text, MailServer server, CancellationToken cancellation)
    {
        var name = await NameAsync(email, cancellation);
        var houseName = (await house.FindAsync(cancellation))!.Name;
        var message = await buildMessage.BuildAsync(text, email.Id, houseName, server.From, name, email.Address, cancellation);
        var result = await sendMail.SendAsync(message, server, cancellation);
        var now = clock.GetUtcNow();
        switch (result)
        {
            case SendMailResult.Taken:
                (server.LastError, server.FailingSince) = (null, null);
                db.Emails.Remove(email);
                break;
            case SendMailResult.NobodyThere unknown:
                log.LogWarning("An email cannot be delivered: {Why}", unknown.Why);
                await MarkUnreachableAsync(email, name, now, cancellation);
                break;
            case SendMailResult.Refused refused:
                (server.LastError, server.FailingSince) = (refused.Why, server.FailingSince ?? now);
                await GiveUpAsync(email, name, now, cancellation);
                break;
            case SendMailResult.NotNow notNow:
                (server.LastError, server.FailingSince) = (notNow.Why, server.FailingSince ?? now);
                await PostponeAsync(email, name, now, cancellation);
                break;
        }
    }

    private async Task<string> NameAsync(Email email, CancellationToken cancellation) =>
        email.Name ?? await db.Members.Where(member => member.Id == email.MemberId).Select(member => member.Name)
            .SingleOrDefaultAsync(cancellation) ?? "";

    private async Task MarkUnreachableAsync(Email email, string name, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.MailPreferences
                .SingleOrDefaultAsync(preferences => preferences.MemberId == email.MemberId, cancellation) is { } preferences
            && (preferences.Address == email.Address || preferences.UnconfirmedAddress == email.Address))
        {
            preferences.UnreachableSince = now;
        }
        await GiveUpAsync(email, name, now, cancellation);
    }

    private async Task PostponeAsync(Email email, string name, DateTimeOffset now, CancellationToken cancellation)
    {
        if (now - email.CreatedAt > Email.GiveUpAfter)
        {
            await GiveUpAsync(email, name, now, cancellation);
        }
        else
        {
            Postpone(email, now);
        }
    }

    private static void Postpone(Email email, DateTimeOffset now)
    {
        (email.Failures, email.Attempts) = (email.Failures + 1, 0);
        email.DueAt = now + RetryDelay.After(email.Failures, FirstRetryDelay, MaxRetryDelay);
    }

    private async Task GiveUpAsync(Email email, string name, DateTimeOffset now, CancellationToken cancellation)
    {
        db.Emails.Remove(email);
        await NotifyOwners.StageUnreachableAsync(db, name, now, cancellation);
    }

    private async Task SaveAsync(Email email, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Its member left, or unsubscribed, while it was being sent. Only the state of the mail server is left to save.
            db.Entry(email).State = EntityState.Detached;
            await db.SaveChangesAsync(cancellation);
        }
    }
}
