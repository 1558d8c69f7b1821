using Microsoft.Extensions.Localization;
using PrivateFed.Languages;

namespace PrivateFed.Web;

/// <summary>What the colours of <see cref="Look.Swatches"/> are called.</summary>
internal static class ColourWords
{
    public static string NameOfColour(this IStringLocalizer<Texts> texts, string hex) => hex switch
    {
        "2f6b4f" => texts["Fir"],
        "1f6178" => texts["Lake"],
        "3f5a9c" => texts["Evening blue"],
        "7a3f73" => texts["Plum"],
        "a33b4e" => texts["Rose hip"],
        "7a5c16" => texts["Honey"],
        "54606b" => texts["Slate"],
        _ => texts["Brick"],
    };
}
