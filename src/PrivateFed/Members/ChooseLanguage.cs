using Microsoft.EntityFrameworkCore;
using PrivateFed.Languages;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Stores the language that the site uses with a member on every device, or leaves the choice to the browser again.</summary>
public sealed class ChooseLanguage(HouseDb db)
{
    /// <param name="code">One of <see cref="SpokenLanguages.All"/>; any other value leaves the choice to the browser.</param>
    public Task ChooseAsync(Guid memberId, string code, CancellationToken cancellation)
    {
        var chosen = SpokenLanguages.IsSupported(code) ? code : null;
        return db.Members.Where(member => member.Id == memberId)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.Language, chosen), cancellation);
    }
}
