using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Posts;

namespace PrivateFed.Web.Words;

/// <summary>Names files on other servers, and gives photos their alternative text.</summary>
internal static class FileWords
{
    /// <summary>"A film, on friends.example"; the kinds are defined in <see cref="ReadNote"/>.</summary>
    public static string Named(this IStringLocalizer<Texts> texts, LinkedFile file) => file.Kind switch
    {
        "A picture" => texts["A picture on {0}", file.Host],
        "A film" => texts["A film on {0}", file.Host],
        "A recording" => texts["A recording on {0}", file.Host],
        "A link" => texts["A link on {0}", file.Host],
        _ => texts["A file on {0}", file.Host],
    };

    /// <summary>The photo's description, or its number.</summary>
    public static string Alternative(this IStringLocalizer<Texts> texts, ShownPhoto photo, int number, int of) =>
        photo.Description.Length > 0 ? photo.Description : texts["Photo {0} of {1}", number, of];
}
