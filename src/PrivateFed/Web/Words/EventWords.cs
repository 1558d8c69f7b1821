using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>What kind of day it was, in words.</summary>
internal static class EventWords
{
    public static string NameOf(this IStringLocalizer<Texts> texts, EventKind kind) => kind switch
    {
        EventKind.Birth => texts["Birth"],
        EventKind.Baptism => texts["Baptism"],
        EventKind.FirstSteps => texts["First steps"],
        EventKind.School => texts["School"],
        EventKind.Graduation => texts["Graduation"],
        EventKind.NewJob => texts["New job"],
        EventKind.Move => texts["A new home"],
        EventKind.Engagement => texts["Engagement"],
        EventKind.Wedding => texts["Wedding"],
        EventKind.Anniversary => texts["Anniversary"],
        EventKind.Farewell => texts["Farewell"],
        _ => texts["A special day"],
    };
}
