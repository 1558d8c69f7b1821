using Microsoft.Extensions.Localization;

namespace PrivateFed.Languages;

/// <summary>
/// The sentences of the site, of which each name, host or title that is put into one is isolated (UAX #9) where it holds letters that run from the
/// right: it must not turn the words and signs beside it. All languages of the site run from the left, so no other name needs it.
/// </summary>
public sealed class IsolatedTexts(IStringLocalizerFactory factory) : IStringLocalizer<Texts>
{
    private readonly IStringLocalizer _texts = factory.Create(typeof(Texts));

    public LocalizedString this[string name] => _texts[name];

    public LocalizedString this[string name, params object[] arguments] => _texts[name, Isolated(arguments)];

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => _texts.GetAllStrings(includeParentCultures);

    /// <summary>What is no string (a number, a date, HTML content) stays as it is.</summary>
    internal static object[] Isolated(object[] arguments) => Array.ConvertAll(arguments, one => one is string text ? TextDirection.Isolated(text) : one);
}
