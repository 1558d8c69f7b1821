using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace PrivateFed.Members;

/// <summary>
/// Hashes passwords with Argon2id and OWASP's parameters (19 MiB, 2 passes, 1 lane), in the PHC string format. A hash is verified with its
/// own parameters and replaced after a successful sign-in, so that the parameters can grow without anybody choosing a new password.
/// </summary>
public static class Password
{
    public const int MinLength = 10;
    public const int MaxLength = 200;

    private const int SaltLength = 16;
    private const int HashLength = 32;
    private const int KibiBytes = 19 * 1024;
    private const int Passes = 2;

    private static readonly string CurrentPrefix = string.Create(
        CultureInfo.InvariantCulture, $"$argon2id$v=19$m={KibiBytes},t={Passes},p=1$");

    private static readonly Argon2id Argon = CreateArgon(KibiBytes, Passes);

    // Each computation uses 19 MiB. Two at a time use both cores and bound the memory that a flood of sign-ins can take.
    private static readonly SemaphoreSlim Slots = new(2);

    private static readonly string DummyHash = HashNow("a password that nobody has");

    /// <summary>Returns why a password is not acceptable, or null.</summary>
    /// <param name="about">Words that the password must not be close to: the member's name and handle.</param>
    public static Refusal? Check(string password, params IEnumerable<string> about) => password switch
    {
        { Length: < MinLength } =>
            new Refusal("Please choose a password of at least {0} characters. A few words in a row work well.", MinLength),
        { Length: > MaxLength } => new Refusal("Please choose a password of at most {0} characters.", MaxLength),
        _ when CommonPasswords.Contains(password) =>
            new Refusal("That password is one of the first anybody would try. Please choose another."),
        _ when about.Any(word => word.Length > 3 && password.Length < word.Length + 6
            && password.Contains(word, StringComparison.OrdinalIgnoreCase)) =>
            new Refusal("That password is too close to a name. Please choose another."),
        _ => null,
    };

    public static async Task<string> HashAsync(string password, CancellationToken cancellation)
    {
        await Slots.WaitAsync(cancellation);
        try
        {
            return HashNow(password);
        }
        finally
        {
            Slots.Release();
        }
    }

    /// <param name="hash">Null if there is no such member; verification then takes as long as for a wrong password.</param>
    /// <param name="cancellation">Cancels only the wait for a free slot.</param>
    public static async Task<bool> VerifyAsync(string password, string? hash, CancellationToken cancellation)
    {
        await Slots.WaitAsync(cancellation);
        try
        {
            var (argon, salt, expected) = Parse(string.IsNullOrEmpty(hash) ? DummyHash : hash);
            var isRight = CryptographicOperations.FixedTimeEquals(Compute(argon, password, salt), expected);
            return isRight && !string.IsNullOrEmpty(hash);
        }
        finally
        {
            Slots.Release();
        }
    }

    /// <summary>Whether a hash uses the current parameters.</summary>
    public static bool HasCurrentParameters(string hash) => hash.StartsWith(CurrentPrefix, StringComparison.Ordinal);

    private static string HashNow(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return CurrentPrefix + Convert.ToBase64String(salt) + "$" + Convert.ToBase64String(Compute(Argon, password, salt));
    }

    /// <summary>
    /// Parses $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH, with salt and hash in base64. Our hashes always have one lane, the only number that
    /// libsodium computes.
    /// </summary>
    private static (Argon2id Argon, byte[] Salt, byte[] Hash) Parse(string stored)
    {
        var parts = stored.Split('$');
        var numbers = parts[3].Split(',').ToDictionary(pair => pair[..1], pair => long.Parse(pair[2..], CultureInfo.InvariantCulture));
        var argon = HasCurrentParameters(stored) ? Argon : CreateArgon(numbers["m"], numbers["t"]);
        return (argon, Convert.FromBase64String(parts[4]), Convert.FromBase64String(parts[5]));
    }

    private static Argon2id CreateArgon(long kibiBytes, long passes) =>
        new(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = kibiBytes, NumberOfPasses = passes });

    private static byte[] Compute(Argon2id argon, string password, byte[] salt) =>
        argon.DeriveBytes(Encoding.UTF8.GetBytes(WellFormedText.Of(password).Normalize(NormalizationForm.FormKC)), salt, HashLength);
}
