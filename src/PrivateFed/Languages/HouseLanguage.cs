using System.Globalization;
using Microsoft.Extensions.Localization;
using PrivateFed.Operations;

namespace PrivateFed.Languages;

/// <summary>What is spoken to somebody whose browser asks for nothing that the site speaks, and in what nobody reads in a browser.</summary>
public sealed class HouseLanguage(CurrentHouse house, IStringLocalizer<Texts> texts)
{
    /// <returns>A code of <see cref="SpokenLanguages.All"/>.</returns>
    public async ValueTask<string> CodeAsync(CancellationToken cancellation) =>
        (await house.FindAsync(cancellation))?.Language is { } language && SpokenLanguages.IsSpoken(language) ? language : "en";

    /// <summary>What stands instead of a name whose owner wanted everything erased.</summary>
    public async Task<string> WhoLeftAsync(CancellationToken cancellation)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(await CodeAsync(cancellation));
        return texts["Somebody who left"];
    }
}
