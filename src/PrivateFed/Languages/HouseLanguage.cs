using PrivateFed.Operations;

namespace PrivateFed.Languages;

/// <summary>What is spoken to somebody whose browser asks for nothing that the site speaks, and in what nobody reads in a browser.</summary>
public sealed class HouseLanguage(TheHouse house)
{
    /// <returns>A code of <see cref="SpokenLanguages.All"/>.</returns>
    public async ValueTask<string> CodeAsync(CancellationToken cancellation) =>
        (await house.FindAsync(cancellation))?.Language is { } language && SpokenLanguages.IsSpoken(language) ? language : "en";
}
