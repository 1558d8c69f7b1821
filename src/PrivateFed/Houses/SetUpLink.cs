using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Houses;

/// <summary>The one-time permission to set the house up. Each start makes a new one; a finished set-up deletes it.</summary>
public sealed class SetUpLink
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public required byte[] TokenHash { get; set; }

    /// <returns>The token for set-up, or null if the house is set up already.</returns>
    public static async Task<string?> RenewAsync(HouseDb db, CancellationToken cancellation)
    {
        if (await db.Houses.AnyAsync(cancellation))
        {
            return null;
        }
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        var link = await db.SetUpLinks.SingleOrDefaultAsync(cancellation);
        if (link is null)
        {
            db.SetUpLinks.Add(new SetUpLink { TokenHash = Hash(token) });
        }
        else
        {
            link.TokenHash = Hash(token);
        }
        await db.SaveChangesAsync(cancellation);
        return token;
    }

    public static async Task<bool> IsValidAsync(HouseDb db, string token, CancellationToken cancellation) =>
        !await db.Houses.AnyAsync(cancellation)
        && await db.SetUpLinks.SingleOrDefaultAsync(cancellation) is { } link
        && CryptographicOperations.FixedTimeEquals(link.TokenHash, Hash(token));

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
