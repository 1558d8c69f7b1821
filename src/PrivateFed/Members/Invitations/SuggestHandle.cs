using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Storage;

namespace PrivateFed.Members.Invitations;

/// <summary>Suggests a handle from a name, so that people need not think of one: "Zoë Lindgren" may be zoe.</summary>
public static class SuggestHandle
{
    private const int MaxLength = 24;

    public static async Task<string> SuggestAsync(HouseDb db, string name, CancellationToken cancellation)
    {
        var plain = PlainLetters(name) is { Length: > 0 } letters && Handle.Parse(letters).Succeeded ? letters : "guest";
        var taken = await db.Actors.Where(actor => actor.Handle.StartsWith(plain)).Select(actor => actor.Handle).ToListAsync(cancellation);
        return taken.Contains(plain)
            ? Enumerable.Range(2, taken.Count + 1).Select(number => string.Create(CultureInfo.InvariantCulture, $"{plain}{number}"))
                .First(handle => !taken.Contains(handle))
            : plain;
    }

    private static string PlainLetters(string name)
    {
        var first = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        var letters = WellFormedText.Of(first).Normalize(NormalizationForm.FormD).ToLowerInvariant()
            .Where(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9'));
        return string.Concat(letters.Take(MaxLength));
    }
}
