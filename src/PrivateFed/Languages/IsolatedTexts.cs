using System.Globalization;
using Microsoft.Extensions.Localization;

namespace PrivateFed.Languages;

/// <summary>
/// Localizes the site's sentences. Chooses the grammatical form (<see cref="GrammaticalForm"/>), and isolates (UAX #9) each name, host or
/// title that contains right-to-left characters, so that it does not reorder the text beside it. All languages of the site run from left to
/// right, so no other name needs it.
/// </summary>
public sealed class IsolatedTexts(IStringLocalizerFactory factory) : IStringLocalizer<Texts>
{
    private readonly IStringLocalizer _texts = factory.Create(typeof(Texts));

    public LocalizedString this[string name] => _texts[name];

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var text = _texts[name];
            var format = GrammaticalForm.Choose(text.Value, arguments);
            return new(name, string.Format(CultureInfo.CurrentCulture, format, Isolated(arguments)), text.ResourceNotFound);
        }
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => _texts.GetAllStrings(includeParentCultures);

    /// <summary>Arguments other than strings (a number, a date, HTML content) stay as they are.</summary>
    internal static object[] Isolated(object[] arguments) =>
        Array.ConvertAll(arguments, one => one is string text ? TextDirection.Isolated(text) : one);
}
