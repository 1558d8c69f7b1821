using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Mail;

/// <summary>
/// The link at the end of each digest, and its one-click twin in the header (RFC 8058): it says whose letters to which address are to end,
/// sealed by the house, and works for whoever holds it, signed in or not.
/// </summary>
public sealed class Unsubscribe(HouseDb db, IDataProtectionProvider protection)
{
    private readonly IDataProtector _seal = protection.CreateProtector("stop letters");

    /// <summary>After the slash that ends the address of the house.</summary>
    public string Path(Guid memberId, string address) => $"unsubscribe/{_seal.Protect($"{memberId:N}{address}")}";

    /// <returns>The address that the link is for; null for what the house never sealed.</returns>
    public string? Look(string token) => Open(token)?.Address;

    /// <returns>The address; null for what the house never sealed. Doing it twice changes nothing more.</returns>
    public async Task<string?> UseAsync(string token, CancellationToken cancellation)
    {
        if (Open(token) is not { } asked)
        {
            return null;
        }
        await db.MailPreferences.Where(box => box.MemberId == asked.MemberId && box.Address == asked.Address)
            .ExecuteUpdateAsync(set => set.SetProperty(box => box.Rhythm, Rhythm.Never), cancellation);
        await db.Emails.Where(letter => letter.MemberId == asked.MemberId && letter.Kind == EmailKind.Digest && letter.Address == asked.Address).ExecuteDeleteAsync(cancellation);
        return asked.Address;
    }

    private (Guid MemberId, string Address)? Open(string token)
    {
        try
        {
            var opened = _seal.Unprotect(token);
            return (Guid.ParseExact(opened[..32], "N"), opened[32..]);
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
