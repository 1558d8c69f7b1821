using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Posts;

namespace PrivateFed.Web.Words;

/// <summary>Names of the reactions that members can give.</summary>
internal static class ReactionWords
{
    public static string NameOf(this IStringLocalizer<Texts> texts, string kind) => kind switch
    {
        Reaction.Heart => texts["Love"],
        "😂" => texts["Laughing"],
        "😮" => texts["Amazed"],
        "😢" => texts["Sad with you"],
        "🎉" => texts["Hooray"],
        _ => kind,
    };
}
