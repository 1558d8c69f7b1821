using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Houses;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Mail;

/// <summary>Composes an email at the moment of sending, in its reader's language.</summary>
public sealed class ComposeEmail(
    HouseDb db, ComposeDigest digest, ProtectSecret sealSecret, CurrentHouse house, HouseLanguage houseLanguage, TimeProvider clock,
    IStringLocalizer<Texts> texts)
{
    /// <returns>Null if there is nothing left to say: the news is gone, the link has expired, or the member has left.</returns>
    public async Task<EmailText?> ComposeAsync(Email email, EmailContent show, CancellationToken cancellation)
    {
        if (email.EndsAt <= clock.GetUtcNow())
        {
            return null;
        }
        var chosen = await db.Members.Where(member => member.Id == email.MemberId).Select(member => member.Language)
            .SingleOrDefaultAsync(cancellation) ?? email.Language;
        var code = SpokenLanguages.IsSupported(chosen) ? chosen! : await houseLanguage.CodeAsync(cancellation);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(code);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(SpokenLanguages.All.First(language => language.Code == code).Country);
        var secret = sealSecret.Unprotect(email.SealedSecret);
        return email.Kind switch
        {
            EmailKind.Digest => await digest.ComposeAsync(email, show, cancellation),
            EmailKind.Confirmation when secret is not null => await ConfirmationAsync(email, secret, cancellation),
            EmailKind.SignIn when secret is not null => await SignInAsync(secret, cancellation),
            EmailKind.Invitation when secret is not null => await InvitationAsync(secret, cancellation),
            EmailKind.AddressChanged => await AddressChangedAsync(email, cancellation),
            EmailKind.AccessChanged => await AccessChangedAsync(email, cancellation),
            _ => null,
        };
    }

    /// <summary>The test email that an owner sends to themselves.</summary>
    public EmailText Test(string houseName) => new(
        CultureInfo.CurrentUICulture.Name, texts["A test email from {0}", houseName], texts["Hello"],
        [new EmailPart(texts["If you can read this, email works."])], texts["You asked for this email a moment ago."]);

    private async Task<EmailText?> ConfirmationAsync(Email email, string secret, CancellationToken cancellation)
    {
        var hash = LinkSecret.Hash(secret);
        var name = await db.MailPreferences.Where(preferences => preferences.MemberId == email.MemberId && preferences.ConfirmHash == hash
            && preferences.Member.RemovedAt == null)
            .Select(preferences => preferences.Member.Name).SingleOrDefaultAsync(cancellation);
        var houseName = await HouseNameAsync(cancellation);
        return name is null ? null : new EmailText(
            CultureInfo.CurrentUICulture.Name, texts["Is this your address?"], texts["Hello {0}", name],
            [
                new EmailPart(
                    texts["You'd like to get news from {0} by email. Please confirm that this address is yours.", houseName],
                    new EmailLink(texts["Yes, email me here"], house.Addresses.LinkRoot() + $"confirm/{secret}")),
            ],
            texts["If this means nothing to you, just ignore it. There won't be another email."]);
    }

    private async Task<EmailText?> SignInAsync(string secret, CancellationToken cancellation)
    {
        var hash = LinkSecret.Hash(secret);
        var name = await db.SignInLinks.Where(link => link.SecretHash == hash && link.Member.RemovedAt == null)
            .Select(link => link.Member.Name).SingleOrDefaultAsync(cancellation);
        return name is null ? null : new EmailText(
            CultureInfo.CurrentUICulture.Name, texts["Your sign-in link"], texts["Hello {0}", name],
            [
                new EmailPart(
                    texts["Open this link on the device you want to sign in on. It works once, within 15 minutes."],
                    new EmailLink(texts["Sign in"], house.Addresses.SignInUrl(secret))),
            ],
            texts["If you didn't ask for this, somebody probably typed your address by mistake. You don't have to do anything."]);
    }

    private async Task<EmailText?> AddressChangedAsync(Email email, CancellationToken cancellation)
    {
        var name = await db.Members.Where(member => member.Id == email.MemberId && member.RemovedAt == null).Select(member => member.Name)
            .SingleOrDefaultAsync(cancellation);
        var houseName = await HouseNameAsync(cancellation);
        return name is null ? null : new EmailText(
            CultureInfo.CurrentUICulture.Name, texts["Your emails now go to another address"], texts["Hello {0}", name],
            [new EmailPart(texts["From now on, emails and sign-in links from {0} go to another address of yours.", houseName])],
            texts["If that wasn't you, please tell an owner of the site: they can stop it."]);
    }

    private async Task<EmailText?> AccessChangedAsync(Email email, CancellationToken cancellation)
    {
        var news = await db.News.AsNoTracking().Include(news => news.Member)
            .SingleOrDefaultAsync(news => news.EmailId == email.Id && news.Member.RemovedAt == null, cancellation);
        return news is null ? null : new EmailText(
            CultureInfo.CurrentUICulture.Name, texts["How you sign in to {0} has changed", await HouseNameAsync(cancellation)],
            texts["Hello {0}", news.Member.Name],
            [new EmailPart(texts.OfAccess(news.About!),
                new EmailLink(texts["Check your settings"], $"{house.Addresses.LinkRoot()}sign-in?to=%2Fme"))],
            texts["If that wasn't you, sign out everywhere else on your own page, and tell an owner of the site."]);
    }

    private async Task<EmailText?> InvitationAsync(string secret, CancellationToken cancellation)
    {
        var (hash, now) = (LinkSecret.Hash(secret), clock.GetUtcNow());
        var invitation = await db.Invitations.AsNoTracking().Include(one => one.InvitedBy)
            .SingleOrDefaultAsync(one => one.SecretHash == hash && one.UsedAt == null && one.EndsAt > now, cancellation);
        if (invitation is null)
        {
            return null;
        }
        var houseName = await HouseNameAsync(cancellation);
        return new EmailText(
            CultureInfo.CurrentUICulture.Name, texts["{0} has invited you, {1}", invitation.InvitedBy.Name, invitation.Name],
            texts["Hello {0}", invitation.Name],
            [
                new EmailPart(
                    texts[
                        "{0} invites you to {1}, a place just for the family. The link is only for you and works once, within two "
                            + "weeks.",
                        invitation.InvitedBy.Name, houseName],
                    new EmailLink(texts["Have a look"], house.Addresses.JoinUrl(secret))),
            ],
            texts["If you don't know who that is, just ignore this. There won't be another email."]);
    }

    private async Task<string> HouseNameAsync(CancellationToken cancellation) => (await house.FindAsync(cancellation))!.Name;
}
