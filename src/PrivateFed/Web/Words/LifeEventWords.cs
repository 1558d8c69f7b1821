using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Posts;

namespace PrivateFed.Web.Words;

/// <summary>Names of the kinds of life events.</summary>
internal static class LifeEventWords
{
    public static string NameOf(this IStringLocalizer<Texts> texts, LifeEventKind kind) => kind switch
    {
        LifeEventKind.Birth => texts["Birth"],
        LifeEventKind.Baptism => texts["Baptism"],
        LifeEventKind.FirstSteps => texts["First steps"],
        LifeEventKind.School => texts["School"],
        LifeEventKind.Graduation => texts["Graduation"],
        LifeEventKind.NewJob => texts["New job"],
        LifeEventKind.Move => texts["A new home"],
        LifeEventKind.Engagement => texts["Engagement"],
        LifeEventKind.Wedding => texts["Wedding"],
        LifeEventKind.Anniversary => texts["Anniversary"],
        LifeEventKind.Farewell => texts["Farewell"],
        _ => texts["A special day"],
    };
}
