using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace PrivateFed.Notifications.Mail;

/// <summary>Encrypts secrets that a stolen backup must not reveal without the house's keys.</summary>
public sealed class ProtectSecret(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("secrets of letters");

    public string Protect(string secret) => _protector.Protect(secret);

    /// <returns>Null if the keys that encrypted it are lost.</returns>
    public string? Unprotect(string? sealedText)
    {
        try
        {
            return sealedText is null ? null : _protector.Unprotect(sealedText);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
