using Microsoft.Extensions.Localization;
using PrivateFed.Languages;

namespace PrivateFed.Web;

/// <summary>The one-time notice on the home page after somebody came in by a link: an offer, never a demand.</summary>
internal static class Notice
{
    public const string Key = "Notice";
    public const string CameByLink = "link";
    public const string Joined = "joined";

    public static (string Title, string Sentence)? Words(IStringLocalizer<Texts> texts, string? which, bool mayPost) => which switch
    {
        Joined when mayPost =>
            (texts["Welcome."], texts["This device remembers you. Before you write your first post, choose a passkey or a password."]),
        Joined =>
            (texts["Welcome."],
                texts["This device remembers you. To come in on other devices, too, you may choose a passkey or a password."]),
        CameByLink =>
            (texts["You are in."], texts["This device remembers you. If you have forgotten your password you may choose another today."]),
        _ => null,
    };
}
