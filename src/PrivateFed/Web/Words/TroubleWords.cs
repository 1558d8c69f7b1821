using Microsoft.Extensions.Localization;
using PrivateFed.Federation.Delivery;
using PrivateFed.Languages;

namespace PrivateFed.Web;

/// <summary>Says in the owner's language why a server took nothing, as it was noted at that moment (Federation/Delivery).</summary>
internal static class TroubleWords
{
    public static string Trouble(this IStringLocalizer<Texts> texts, string? noted) => noted switch
    {
        null => "",
        WhyNotReached.NoAnswer => texts["The server did not answer within 30 seconds."],
        WhyNotReached.NoName => texts["Its name leads nowhere at the moment."],
        WhyNotReached.NobodyListens => texts["Nothing listens there."],
        WhyNotReached.NoConnection => texts["No connection was made within 5 seconds."],
        WhyNotReached.NoCertificate => texts["No secure connection could be made: its certificate is not valid, or it has none."],
        _ when noted.StartsWith(WhyNotReached.Answered, StringComparison.Ordinal) =>
            texts["The server answered {0}.", noted[WhyNotReached.Answered.Length..].TrimEnd('.')],
        _ when noted.StartsWith(WhyNotReached.NotReached, StringComparison.Ordinal) => texts["It could not be reached: {0}", noted[WhyNotReached.NotReached.Length..]],
        _ when noted.StartsWith(WhyNotReached.BrokeOff, StringComparison.Ordinal) => texts["It broke off: {0}", noted[WhyNotReached.BrokeOff.Length..]],
        _ when noted.StartsWith(WhyNotReached.Stumbled, StringComparison.Ordinal) =>
            texts["This house stumbled over it: {0}", noted[WhyNotReached.Stumbled.Length..]],
        _ => noted,
    };
}
