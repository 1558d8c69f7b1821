using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;

namespace PrivateFed.HttpSignatures;

/// <summary>
/// ECDSA on the curve P-256 with SHA-256 (RFC 9421 section 3.3.4), which few servers use. A .NET ECDsa object is not safe for concurrent
/// use, so each verification creates its own.
/// </summary>
internal sealed class EcdsaVerificationKey : VerificationKey
{
    private const int CoordinateSize = 32;

    private static readonly BigInteger Prime =
        BigInteger.Pow(2, 256) - BigInteger.Pow(2, 224) + BigInteger.Pow(2, 192) + BigInteger.Pow(2, 96) - 1;

    private static readonly BigInteger B =
        Number(Convert.FromHexString("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"));

    private readonly ECParameters _parameters;

    private EcdsaVerificationKey(ECParameters parameters) => _parameters = parameters;

    internal override string Algorithm => "ecdsa-p256-sha256";

    /// <summary>
    /// Imports a point in the form of SEC 1 section 2.3.3: 65 bytes, or 33 bytes with only the last bit of the second coordinate.
    /// </summary>
    internal static bool TryImport(ReadOnlySpan<byte> point, [NotNullWhen(true)] out VerificationKey? key,
        [NotNullWhen(false)] out string? why)
    {
        key = null;
        why = "The bytes are not a key on the curve P-256.";
        byte[]? y = point switch
        {
            [0x04, ..] when point.Length == 1 + (2 * CoordinateSize) => point[(1 + CoordinateSize)..].ToArray(),
            [0x02 or 0x03, ..] when point.Length == 1 + CoordinateSize => YCoordinate(Number(point[1..]), isOdd: point[0] == 0x03),
            _ => null,
        };
        if (y is null)
        {
            return false;
        }

        var parameters = new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = point[1..(1 + CoordinateSize)].ToArray(), Y = y },
        };
        if (!IsOnCurve(Number(parameters.Q.X), Number(y)))
        {
            return false;
        }

        (key, why) = (new EcdsaVerificationKey(parameters), null);
        return true;
    }

    internal override bool Verify(string? algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (!(algorithm is null || algorithm == Algorithm) || signature.Length != 2 * CoordinateSize)
        {
            return false;
        }

        using var ecdsa = ECDsa.Create(_parameters);
        return ecdsa.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    // The prime is 3 modulo 4, so a square root is a power. For a number without a square root the result is wrong, and the point is not on
    // the curve.
    private static byte[] YCoordinate(BigInteger x, bool isOdd)
    {
        var root = BigInteger.ModPow(CurveRightSide(x), (Prime + 1) / 4, Prime);
        var y = root.IsEven == isOdd ? Prime - root : root;
        var bytes = new byte[CoordinateSize];
        var written = y.ToByteArray(isUnsigned: true, isBigEndian: true);
        if (written.Length <= bytes.Length)
        {
            written.CopyTo(bytes, bytes.Length - written.Length);
        }

        return bytes;
    }

    private static bool IsOnCurve(BigInteger x, BigInteger y) =>
        x < Prime && y < Prime && BigInteger.ModPow(y, 2, Prime) == CurveRightSide(x);

    private static BigInteger CurveRightSide(BigInteger x) => (BigInteger.ModPow(x, 3, Prime) + ((Prime - 3) * x) + B) % Prime;

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
