using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace PrivateFed.Members;

/// <summary>
/// Passwords by Argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane), written in the PHC string format so that the parameters can
/// grow later without anybody having to choose a new password.
/// </summary>
public static class Password
{
    public const int Shortest = 10;
    public const int Longest = 200;

    private const int SaltLength = 16;
    private const int HashLength = 32;
    private const int KibiBytes = 19 * 1024;
    private const int Passes = 2;

    private static readonly Argon2id Argon = new(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = KibiBytes, NumberOfPasses = Passes });

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
            var parts = (string.IsNullOrEmpty(hash) ? Nobody : hash).Split('$');
            var isRight = CryptographicOperations.FixedTimeEquals(Compute(password, Convert.FromBase64String(parts[4])), Convert.FromBase64String(parts[5]));
            return isRight && !string.IsNullOrEmpty(hash);
        }
        finally
        {
            AtOnce.Release();
        }
    }

    private static string HashNow(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var text = string.Create(CultureInfo.InvariantCulture, $"$argon2id$v=19$m={KibiBytes},t={Passes},p=1$");
        return text + Convert.ToBase64String(salt) + "$" + Convert.ToBase64String(Compute(password, salt));
    }

    private static byte[] Compute(string password, byte[] salt) =>
        Argon.DeriveBytes(Encoding.UTF8.GetBytes(Wellformed.Of(password).Normalize(NormalizationForm.FormKC)), salt, HashLength);
}
