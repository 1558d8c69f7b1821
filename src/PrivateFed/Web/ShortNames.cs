using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Web;

/// <summary>
/// What people of the house are called on its pages: "Mara", not "Mara Lindgren", unless two of them share the first name. People on other
/// servers keep the name that they chose there. One query for each request that shows a name of several words.
/// </summary>
public sealed class ShortNames(HouseDb db)
{
    private Dictionary<string, string>? _byName;

    /// <param name="name">Of a member; any other name comes back as it is.</param>
    public async ValueTask<string> OfAsync(string name)
    {
        if (!name.Contains(' ', StringComparison.Ordinal))
        {
            return name;
        }
        _byName ??= Shorten(await db.Members.Where(member => member.RemovedAt == null).Select(member => member.Name).ToListAsync());
        return _byName.GetValueOrDefault(name, name);
    }

    /// <summary>By the whole name; without those whose first name is somebody else's, too.</summary>
    private static Dictionary<string, string> Shorten(List<string> names) => names
        .GroupBy(FirstNames.Of, StringComparer.CurrentCultureIgnoreCase)
        .Where(sharers => sharers.Count() == 1)
        .ToDictionary(sharers => sharers.Single(), sharers => sharers.Key, StringComparer.Ordinal);
}
