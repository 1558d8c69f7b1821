using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PrivateFed.Members.Codes;

/// <summary>Codes of six digits that change every 30 seconds (RFC 6238 with SHA-1, which every authenticator app supports).</summary>
public static class Totp
{
    private const int StepSeconds = 30;
    private const int SecretLength = 20;
    private const string Base32Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretLength);

    /// <summary>
    /// The time step that a code belongs to: the present one or one of its neighbours, since clocks differ; null if it is none of them.
    /// </summary>
    public static long? StepOf(byte[] secret, string code, DateTimeOffset now)
    {
        var present = now.ToUnixTimeSeconds() / StepSeconds;
        var typed = Encoding.UTF8.GetBytes(code);
        return Enumerable.Range(-1, 3).Select(offset => (long?)(present + offset))
            .FirstOrDefault(step => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeAt(secret, step!.Value)), typed));
    }

    public static string CodeAt(byte[] secret, DateTimeOffset moment) => CodeAt(secret, moment.ToUnixTimeSeconds() / StepSeconds);

    /// <summary>Base32 of RFC 4648 without padding, the form in which an app accepts a typed secret.</summary>
    public static string Base32(byte[] bytes)
    {
        var bits = string.Concat(bytes.Select(value => value.ToString("b8", CultureInfo.InvariantCulture)));
        return string.Concat(bits.Chunk(5).Select(chunk => Base32Letters[Convert.ToInt32(new string(chunk).PadRight(5, '0'), 2)]));
    }

    /// <summary>The otpauth address that an app reads from a QR code.</summary>
    public static string Address(byte[] secret, string handle, string house) =>
        $"otpauth://totp/{Uri.EscapeDataString($"{house}:{handle}")}?secret={Base32(secret)}&issuer={Uri.EscapeDataString(house)}";

    // The apps compute SHA-1; as a keyed hash it has no known weakness.
#pragma warning disable CA5350
    private static string CodeAt(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = HMACSHA1.HashData(secret, counter);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
#pragma warning restore CA5350
}
