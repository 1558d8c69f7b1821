using System.Text.RegularExpressions;

namespace PrivateFed.Federation.LocalActors;

/// <summary>The handle in @handle@domain.</summary>
public static partial class Handle
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        Actor.InstanceHandle, "actor", "inbox", "admin", "administrator", "root", "system", "support", "postmaster", "abuse", "webmaster",
    };

    /// <summary>Lower-case letters, digits and underscores, 1 to 30 characters: what every server accepts.</summary>
    public static Result<string> Parse(string text)
    {
        var handle = Invisible.Remove(text).Trim().TrimStart('@').ToLowerInvariant();
        if (!Allowed().IsMatch(handle))
        {
            return new Refusal("A sign-in name has 1 to 30 characters: letters from a to z, digits or underscores, for example mara.");
        }
        return Reserved.Contains(handle) ? new Refusal("The sign-in name {0} is kept for the house itself. Please choose another.", handle)
            : handle;
    }

    [GeneratedRegex("^[a-z0-9_]{1,30}$")]
    private static partial Regex Allowed();
}
