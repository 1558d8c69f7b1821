using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Mail;

/// <summary>
/// The unsubscribe link at the end of each digest, and its one-click twin in the header (RFC 8058). Its encrypted token names the member
/// and the address, and works for whoever holds it, signed in or not.
/// </summary>
public sealed class Unsubscribe(HouseDb db, IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("stop letters");

    /// <summary>Relative to the house's address, which ends with a slash.</summary>
    public string Path(Guid memberId, string address) => $"unsubscribe/{_protector.Protect($"{memberId:N}{address}")}";

    /// <returns>The address that the link is for; null if the house did not make the token.</returns>
    public string? FindAddress(string token) => Open(token)?.Address;

    /// <returns>The address; null if the house did not make the token. A second use changes nothing more.</returns>
    public async Task<string?> UnsubscribeAsync(string token, CancellationToken cancellation)
    {
        if (Open(token) is not { } asked)
        {
            return null;
        }
        await db.MailPreferences.Where(preferences => preferences.MemberId == asked.MemberId && preferences.Address == asked.Address)
            .ExecuteUpdateAsync(set => set.SetProperty(preferences => preferences.Rhythm, Rhythm.Never), cancellation);
        await db.Emails.Where(email => email.MemberId == asked.MemberId && email.Kind == EmailKind.Digest && email.Address == asked.Address)
            .ExecuteDeleteAsync(cancellation);
        return asked.Address;
    }

    private (Guid MemberId, string Address)? Open(string token)
    {
        try
        {
            var opened = _protector.Unprotect(token);
            return (Guid.ParseExact(opened[..32], "N"), opened[32..]);
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
