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
        DeliveryErrors.NoAnswer => texts["The server did not answer within 30 seconds."],
        DeliveryErrors.NoName => texts["Its name leads nowhere at the moment."],
        DeliveryErrors.NobodyListens => texts["Nothing listens there."],
        DeliveryErrors.NoConnection => texts["No connection was made within 5 seconds."],
        DeliveryErrors.NoCertificate => texts["No secure connection could be made: its certificate is not valid, or it has none."],
        _ when noted.StartsWith(DeliveryErrors.Answered, StringComparison.Ordinal) =>
            texts["The server answered {0}.", noted[DeliveryErrors.Answered.Length..].TrimEnd('.')],
        _ when noted.StartsWith(DeliveryErrors.NotReached, StringComparison.Ordinal) => texts["It could not be reached: {0}", noted[DeliveryErrors.NotReached.Length..]],
        _ when noted.StartsWith(DeliveryErrors.BrokeOff, StringComparison.Ordinal) => texts["It broke off: {0}", noted[DeliveryErrors.BrokeOff.Length..]],
        _ when noted.StartsWith(DeliveryErrors.Stumbled, StringComparison.Ordinal) =>
            texts["This house stumbled over it: {0}", noted[DeliveryErrors.Stumbled.Length..]],
        _ => noted,
    };
}
