using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace PrivateFed.Notifications.Mail;

/// <summary>Keeps for a while what must not be read in a stolen backup without the house's keys.</summary>
public sealed class SealSecret(IDataProtectionProvider protection)
{
    private readonly IDataProtector _seal = protection.CreateProtector("secrets of letters");

    public string Seal(string secret) => _seal.Protect(secret);

    /// <returns>Null when the keys with which it was sealed are lost.</returns>
    public string? Open(string? sealedText)
    {
        try
        {
            return sealedText is null ? null : _seal.Unprotect(sealedText);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
