using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Theme;

namespace PrivateFed.Web.Words;

/// <summary>Names of the colours in <see cref="Swatches"/>.</summary>
internal static class ColourWords
{
    public static string NameOfColour(this IStringLocalizer<Texts> texts, string hex) => hex switch
    {
        Swatches.Fir => texts["Fir"],
        Swatches.Lake => texts["Lake"],
        Swatches.EveningBlue => texts["Evening blue"],
        Swatches.Plum => texts["Plum"],
        Swatches.RoseHip => texts["Rose hip"],
        Swatches.Honey => texts["Honey"],
        Swatches.Slate => texts["Slate"],
        _ => texts["Brick"],
    };
}
