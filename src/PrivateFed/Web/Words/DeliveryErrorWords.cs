using Microsoft.Extensions.Localization;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Languages;

namespace PrivateFed.Web.Words;

/// <summary>Translates a recorded delivery error into the owner's language (Federation/Deliveries).</summary>
internal static class DeliveryErrorWords
{
    public static string Trouble(this IStringLocalizer<Texts> texts, string? error) => error switch
    {
        null => "",
        DeliveryErrors.NoAnswer => texts["The server did not answer within 30 seconds."],
        DeliveryErrors.NoName => texts["Its name leads nowhere at the moment."],
        DeliveryErrors.NobodyListens => texts["Nothing listens there."],
        DeliveryErrors.NoConnection => texts["No connection was made within 5 seconds."],
        DeliveryErrors.NoCertificate => texts["No secure connection could be made: its certificate is not valid, or it has none."],
        _ when error.StartsWith(DeliveryErrors.Answered, StringComparison.Ordinal) =>
            texts["The server answered {0}.", error[DeliveryErrors.Answered.Length..].TrimEnd('.')],
        _ when error.StartsWith(DeliveryErrors.NotReached, StringComparison.Ordinal) =>
            texts["It couldn't be reached: {0}", error[DeliveryErrors.NotReached.Length..]],
        _ when error.StartsWith(DeliveryErrors.BrokeOff, StringComparison.Ordinal) =>
            texts["The connection broke off: {0}", error[DeliveryErrors.BrokeOff.Length..]],
        _ when error.StartsWith(DeliveryErrors.InternalError, StringComparison.Ordinal) =>
            texts["Something went wrong on our side: {0}", error[DeliveryErrors.InternalError.Length..]],
        _ => error,
    };
}
