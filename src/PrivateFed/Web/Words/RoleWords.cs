using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Members;

namespace PrivateFed.Web.Words;

/// <summary>Describes roles.</summary>
internal static class RoleWords
{
    public static string InWords(this IStringLocalizer<Texts> texts, Role role) => role switch
    {
        Role.Owner => texts["Owner"],
        Role.Author => texts["Reads and posts"],
        _ => texts["Reads and comments"],
    };
}
