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

    /// <summary>The photo's description, or its number; what a film or voice message is, and how long.</summary>
    public static string Alternative(this IStringLocalizer<Texts> texts, ShownPhoto photo, int number, int of) => photo switch
    {
        { Film: { IsVoice: true } voice, Description: "" } => texts["Voice message, {0}", voice.Length],
        { Film.IsVoice: true } => texts["Voice message: {0}", photo.Description],
        { Film: { } film, Description: "" } => texts["Film, {0}", film.Length],
        { Film: not null } => texts["Film: {0}", photo.Description],
        { Description: "" } => texts["Photo {0} of {1}", number, of],
        _ => photo.Description,
    };
}
