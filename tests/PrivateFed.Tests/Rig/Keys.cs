using System.Collections.Concurrent;
using System.Numerics;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using PrivateFed.Federation.LocalActors;
using PrivateFed.HttpSignatures;

namespace PrivateFed.Tests.Rig;

/// <summary>
/// Keys of people. Making one costs the processor a fifth of a second, so everybody elsewhere of the same name has the same, on whatever
/// host, and the people of a house take turns with a few. What costs so much is to find primes, and any two of them make another key.
/// </summary>
internal static class Keys
{
    private static readonly ConcurrentDictionary<string, Lazy<RSA>> Made = new(StringComparer.Ordinal);
    private static readonly Lazy<(string Private, string Public)>[] Turns = [.. Enumerable.Range(0, 5)
        .Select(_ => new Lazy<(string, string)>(MakeOne))];
    private static readonly List<BigInteger> Primes = [];
    private static (int One, int Other) _pair = (-1, 1);
    private static int _given;

    public static RSA Instance => Of("their instance actor");

    /// <summary>Nobody's yet: whoever buys a domain brings it, or somebody announces it as their new one.</summary>
    public static RSA New => Of("a new key");

    public static RSA Of(string name) => Made.GetOrAdd(name, _ => new Lazy<RSA>(PairPrimes)).Value;

    /// <summary>An actor of the house that is not saved yet gets its keys.</summary>
    public static void GiveTo(EntityEntry<Actor> actor)
    {
        var (own, shown) = Turns[(uint)Interlocked.Increment(ref _given) % Turns.Length].Value;
        using var ed25519 = SigningKey.GenerateEd25519();
        actor.Property(one => one.RsaPrivateKey).CurrentValue = own;
        actor.Property(one => one.RsaPublicKey).CurrentValue = shown;
        actor.Property(one => one.Ed25519PrivateKey).CurrentValue = ed25519.ExportPrivatePem();
        actor.Property(one => one.Ed25519PublicKey).CurrentValue = ed25519.PublicMultibase;
    }

    private static (string Private, string Public) MakeOne()
    {
        using var key = SigningKey.GenerateRsa();
        return (key.ExportPrivatePem(), key.PublicPem);
    }

    private static RSA PairPrimes()
    {
        lock (Primes)
        {
            _pair = _pair.One + 1 < _pair.Other ? (_pair.One + 1, _pair.Other) : (0, _pair.Other + 1);
            while (Primes.Count <= _pair.Other)
            {
                using var key = RSA.Create(2048);
                var found = key.ExportParameters(includePrivateParameters: true);
                Primes.AddRange([Number(found.P!), Number(found.Q!)]);
            }
            return RSA.Create(OfPrimes(Primes[_pair.One], Primes[_pair.Other]));
        }
    }

    private static RSAParameters OfPrimes(BigInteger p, BigInteger q)
    {
        BigInteger e = 65537;
        var (lessP, lessQ) = (p - 1, q - 1);
        var phi = lessP * lessQ;
        // e is a prime, so that inverses are powers (Fermat).
        var d = (phi * (e - BigInteger.ModPow(phi % e, e - 2, e)) + 1) / e;
        return new RSAParameters
        {
            Modulus = Bytes(p * q, 256),
            Exponent = Bytes(e, 3),
            D = Bytes(d, 256),
            P = Bytes(p, 128),
            Q = Bytes(q, 128),
            DP = Bytes(d % lessP, 128),
            DQ = Bytes(d % lessQ, 128),
            InverseQ = Bytes(BigInteger.ModPow(q, p - 2, p), 128),
        };
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number, int length)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[length - bytes.Length], .. bytes];
    }
}
