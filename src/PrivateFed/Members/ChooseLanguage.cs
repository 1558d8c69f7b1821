using Microsoft.EntityFrameworkCore;
using PrivateFed.Languages;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>A member says what the site speaks with them, on whatever device they are; or leaves it to the browser again.</summary>
public sealed class ChooseLanguage(HouseDb db)
{
    /// <param name="memberId">Who.</param>
    /// <param name="code">Of one of <see cref="SpokenLanguages.All"/>; anything else leaves it to the browser.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task ChooseAsync(Guid memberId, string code, CancellationToken cancellation)
    {
        var chosen = SpokenLanguages.IsSpoken(code) ? code : null;
        return db.Members.Where(member => member.Id == memberId).ExecuteUpdateAsync(set => set.SetProperty(member => member.Language, chosen), cancellation);
    }
}
