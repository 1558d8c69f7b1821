using Microsoft.Extensions.Localization;
using PrivateFed.Languages;

namespace PrivateFed.Web;

/// <summary>Says in the owner's language why a server took nothing, as it was noted at that moment (Federation/Delivery).</summary>
internal static class TroubleWords
{
    private const string Answered = "The server answered ";
    private const string NotReached = "It could not be reached: ";
    private const string BrokeOff = "It broke off: ";

    public static string Trouble(this IStringLocalizer<Texts> texts, string? noted) => noted switch
    {
        null => "",
        "The server did not answer within 30 seconds." => texts["The server did not answer within 30 seconds."],
        "Its name leads nowhere at the moment." => texts["Its name leads nowhere at the moment."],
        "Nothing listens there." => texts["Nothing listens there."],
        "No secure connection could be made: its certificate is not valid, or it has none." =>
            texts["No secure connection could be made: its certificate is not valid, or it has none."],
        _ when noted.StartsWith(Answered, StringComparison.Ordinal) => texts["The server answered {0}.", noted[Answered.Length..].TrimEnd('.')],
        _ when noted.StartsWith(NotReached, StringComparison.Ordinal) => texts["It could not be reached: {0}", noted[NotReached.Length..]],
        _ when noted.StartsWith(BrokeOff, StringComparison.Ordinal) => texts["It broke off: {0}", noted[BrokeOff.Length..]],
        _ => noted,
    };
}
