using System.Globalization;
using System.Text.RegularExpressions;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// A version as servers write it: "4.3.1", "0.12.4-beta+fork", "v2.7". Numbers compare as numbers, missing parts count as zero, and a
/// pre-release ("-rc.1") comes before its release. Text after a plus sign or a space does not affect the order.
/// </summary>
public sealed partial record SoftwareVersion : IComparable<SoftwareVersion>
{
    private readonly int[] _parts;
    private readonly bool _isPreRelease;

    private SoftwareVersion(int[] parts, bool isPreRelease) => (_parts, _isPreRelease) = (parts, isPreRelease);

    /// <returns>Null if the text is not a version.</returns>
    public static SoftwareVersion? TryRead(string? text)
    {
        if (text is not { Length: <= 100 } || Form().Match(text) is not { Success: true } found)
        {
            return null;
        }
        var numbers = found.Groups["numbers"].Value.Split('.').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new SoftwareVersion([.. numbers, .. new int[4 - numbers.Length]], found.Groups["pre"].Success);
    }

    public int CompareTo(SoftwareVersion? other)
    {
        if (other is null)
        {
            return 1;
        }
        var order = _parts.AsSpan().SequenceCompareTo(other._parts);
        return order != 0 ? order : other._isPreRelease.CompareTo(_isPreRelease);
    }

    public bool Equals(SoftwareVersion? other) => CompareTo(other) == 0;

    public override int GetHashCode() => HashCode.Combine(_parts[0], _parts[1], _parts[2], _parts[3], _isPreRelease);

    public static bool operator <(SoftwareVersion one, SoftwareVersion other) => one.CompareTo(other) < 0;

    public static bool operator >(SoftwareVersion one, SoftwareVersion other) => one.CompareTo(other) > 0;

    public static bool operator <=(SoftwareVersion one, SoftwareVersion other) => one.CompareTo(other) <= 0;

    public static bool operator >=(SoftwareVersion one, SoftwareVersion other) => one.CompareTo(other) >= 0;

    [GeneratedRegex(@"^v?(?<numbers>[0-9]{1,8}(\.[0-9]{1,8}){0,3})"
        + @"(?<pre>-(?=[0-9A-Za-z.-]*(alpha|beta|rc|dev|pre|nightly))[0-9A-Za-z.-]+)?([-+ ~].*)?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
