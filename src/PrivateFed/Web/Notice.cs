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
            (texts["Welcome."], texts["You'll stay signed in on this device. Before you write your first post, set a passkey or "
                + "password."]),
        Joined =>
            (texts["Welcome."],
                texts["You'll stay signed in on this device. Want to look in from another device as well? Set a passkey or password."]),
        CameByLink =>
            (texts["Welcome back."], texts["You'll stay signed in on this device. If you've forgotten your password, you can set a "
                + "new one today."]),
        _ => null,
    };
}
