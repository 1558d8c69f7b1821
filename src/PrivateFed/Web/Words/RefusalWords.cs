using Microsoft.Extensions.Localization;
using PrivateFed.Federation.Delivery;
using PrivateFed.Languages;

namespace PrivateFed.Web;

/// <summary>Why a server took nothing, as a person understands it, and what can be done.</summary>
public static class RefusalWords
{
    /// <summary>What was noted, as it stands, where no plainer words are known.</summary>
    public static string Plainly(this IStringLocalizer<Texts> texts, string? noted) => WhyNotReached.KindOf(noted) switch
    {
        TroubleKind.Signature => texts["Their server does not accept our signature, or it has blocked this house."],
        TroubleKind.Gone => texts["Their account is not there any more."],
        TroubleKind.Unreadable => texts["Their software can't read what was sent."],
        TroubleKind.TooLarge => texts["What was sent is too large for their server."],
        TroubleKind.TooMuch => texts["Their server got too much at once."],
        _ => texts.Trouble(noted),
    };

    /// <returns>Null where nothing is known that helps.</returns>
    public static string? Advice(this IStringLocalizer<Texts> texts, string? noted) => WhyNotReached.KindOf(noted) switch
    {
        TroubleKind.Signature => texts["Ask them to talk to the people who run their server."].Value,
        TroubleKind.Gone => texts["Ask them whether they have moved. From a new account they can ask to follow again."].Value,
        TroubleKind.Unreadable => texts["Other posts may still arrive. Show them this one another way."].Value,
        TroubleKind.TooLarge => texts["A shorter post may get through."].Value,
        TroubleKind.TooMuch or TroubleKind.Passing => texts["Such troubles mostly pass. If it lasts for days, ask them whether their server still works."].Value,
        TroubleKind.Certificate => texts["The people who run that server must renew its certificate."].Value,
        _ => null,
    };
}
