using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace PrivateFed.Members;

/// <summary>
/// Passwords by Argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane), written in the PHC string format. A hash is checked with the
/// parameters that stand in it and made anew when it was right, so that they can grow without anybody having to choose a new password.
/// </summary>
public static class Password
{
    public const int Shortest = 10;
    public const int Longest = 200;

    private const int SaltLength = 16;
    private const int HashLength = 32;
    private const int KibiBytes = 19 * 1024;
    private const int Passes = 2;

    private static readonly string Today = string.Create(CultureInfo.InvariantCulture, $"$argon2id$v=19$m={KibiBytes},t={Passes},p=1$");

    private static readonly Argon2id Argon = With(KibiBytes, Passes);

    // Each computation holds 19 MiB; two at a time use both cores and bound what a flood of sign-ins can take.
    private static readonly SemaphoreSlim AtOnce = new(2);

    private static readonly string Nobody = HashNow("a password that nobody has");

    /// <summary>Why a password cannot be taken, or null.</summary>
    public static Refusal? Check(string password, params IEnumerable<string> about) => password switch
    {
        { Length: < Shortest } => new Refusal("Please choose a password of at least {0} characters. A few words in a row are good.", Shortest),
        { Length: > Longest } => new Refusal("Please choose a password of at most {0} characters.", Longest),
        _ when CommonPasswords.Holds(password) => new Refusal("That password is one of the first that anybody would try. Please choose another."),
        _ when about.Any(word => word.Length > 3 && password.Length < word.Length + 6 && password.Contains(word, StringComparison.OrdinalIgnoreCase)) =>
            new Refusal("That password is too close to a name. Please choose another."),
        _ => null,
    };

    public static async Task<string> HashAsync(string password, CancellationToken cancellation)
    {
        await AtOnce.WaitAsync(cancellation);
        try
        {
            return HashNow(password);
        }
        finally
        {
            AtOnce.Release();
        }
    }

    /// <param name="password">As typed.</param>
    /// <param name="hash">As kept; null when there is no such person, which takes as long as a wrong password.</param>
    /// <param name="cancellation">Ends the waiting for a free place.</param>
    public static async Task<bool> IsRightAsync(string password, string? hash, CancellationToken cancellation)
    {
        await AtOnce.WaitAsync(cancellation);
        try
        {
            var (argon, salt, expected) = Parse(string.IsNullOrEmpty(hash) ? Nobody : hash);
            var isRight = CryptographicOperations.FixedTimeEquals(Compute(argon, password, salt), expected);
            return isRight && !string.IsNullOrEmpty(hash);
        }
        finally
        {
            AtOnce.Release();
        }
    }

    /// <summary>Whether a hash was made with the parameters of today.</summary>
    public static bool IsOfToday(string hash) => hash.StartsWith(Today, StringComparison.Ordinal);

    private static string HashNow(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return Today + Convert.ToBase64String(salt) + "$" + Convert.ToBase64String(Compute(Argon, password, salt));
    }

    /// <summary>$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH, both in base64; ours always have one lane, which is all that libsodium computes.</summary>
    private static (Argon2id Argon, byte[] Salt, byte[] Hash) Parse(string kept)
    {
        var parts = kept.Split('$');
        var numbers = parts[3].Split(',').ToDictionary(pair => pair[..1], pair => long.Parse(pair[2..], CultureInfo.InvariantCulture));
        return (IsOfToday(kept) ? Argon : With(numbers["m"], numbers["t"]), Convert.FromBase64String(parts[4]), Convert.FromBase64String(parts[5]));
    }

    private static Argon2id With(long kibiBytes, long passes) =>
        new(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = kibiBytes, NumberOfPasses = passes });

    private static byte[] Compute(Argon2id argon, string password, byte[] salt) =>
        argon.DeriveBytes(Encoding.UTF8.GetBytes(Wellformed.Of(password).Normalize(NormalizationForm.FormKC)), salt, HashLength);
}
