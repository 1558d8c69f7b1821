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
        "😢" => texts["Thinking of you"],
        "🎉" => texts["Hooray"],
        _ => kind,
    };

    /// <summary>"Love, 3": the label of a button, which shows the sign and the number.</summary>
    public static string NameOf(this IStringLocalizer<Texts> texts, ReactionRow.Choice choice) =>
        choice.Count == 0 ? texts.NameOf(choice.Kind) : $"{texts.NameOf(choice.Kind)}, {choice.Count}";
}
