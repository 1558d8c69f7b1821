namespace PrivateFed.Languages;

/// <summary>What is spoken to somebody whose browser asks for nothing that the site speaks.</summary>
public sealed class HouseLanguage
{
    /// <returns>A code of <see cref="SpokenLanguages.All"/>.</returns>
    public ValueTask<string> CodeAsync(CancellationToken cancellation) => ValueTask.FromResult("en");
}
