using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using PrivateFed.Federation.LocalActors;
using PrivateFed.HttpSignatures;

namespace PrivateFed.Tests.Rig;

/// <summary>
/// Keys of people. Making one costs the processor a fifth of a second, so everybody elsewhere of the same name has the same, on whatever
/// host, and the people of a house take turns with a few.
/// </summary>
internal static class Keys
{
    private static readonly ConcurrentDictionary<string, Lazy<RSA>> Made = new(StringComparer.Ordinal);
    private static readonly Lazy<(string Private, string Public)>[] Turns = [.. Enumerable.Range(0, 5)
        .Select(_ => new Lazy<(string, string)>(MakeOne))];
    private static int _given;

    public static RSA Instance => Of("their instance actor");

    /// <summary>Nobody's yet: whoever buys a domain brings it, or somebody announces it as their new one.</summary>
    public static RSA New => Of("a new key");

    public static RSA Of(string name) => Made.GetOrAdd(name, _ => new Lazy<RSA>(() => RSA.Create(2048))).Value;

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
}
