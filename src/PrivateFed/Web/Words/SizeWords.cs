using Microsoft.Extensions.Localization;
using PrivateFed.Languages;

namespace PrivateFed.Web.Words;

/// <summary>Formats sizes in bytes for people.</summary>
internal static class SizeWords
{
    public static string Size(this IStringLocalizer<Texts> texts, long bytes) => bytes switch
    {
        >= 10L << 30 => texts["{0:N0} GB", bytes / (double)(1L << 30)],
        >= 1L << 30 => texts["{0:N1} GB", bytes / (double)(1L << 30)],
        >= 1L << 20 => texts["{0:N0} MB", bytes / (double)(1L << 20)],
        _ => texts["less than 1 MB"],
    };
}
