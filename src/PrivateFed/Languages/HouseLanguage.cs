using System.Globalization;
using Microsoft.Extensions.Localization;
using PrivateFed.Houses;

namespace PrivateFed.Languages;

/// <summary>The language for visitors whose browser asks for none that the site speaks, and for texts outside a browser.</summary>
public sealed class HouseLanguage(CurrentHouse house, IStringLocalizer<Texts> texts)
{
    /// <returns>A code of <see cref="SpokenLanguages.All"/>.</returns>
    public async ValueTask<string> CodeAsync(CancellationToken cancellation) =>
        (await house.FindAsync(cancellation))?.Language is { } language && SpokenLanguages.IsSupported(language) ? language : "en";

    /// <summary>The replacement for the name of a member who wanted everything erased.</summary>
    public async Task<string> AnonymousNameAsync(CancellationToken cancellation)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(await CodeAsync(cancellation));
        return texts["Somebody who left"];
    }
}
