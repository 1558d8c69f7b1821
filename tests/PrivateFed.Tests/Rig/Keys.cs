using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace PrivateFed.Tests.Rig;

/// <summary>Keys of people elsewhere. Making one takes a moment, so everybody of the same name has the same, on whatever host.</summary>
internal static class Keys
{
    private static readonly ConcurrentDictionary<string, Lazy<RSA>> Made = new(StringComparer.Ordinal);

    public static RSA Instance => Of("their instance actor");

    public static RSA Of(string name) => Made.GetOrAdd(name, _ => new Lazy<RSA>(() => RSA.Create(2048))).Value;
}
