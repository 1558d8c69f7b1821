using Microsoft.Extensions.Localization;
using PrivateFed.Languages;

namespace PrivateFed.Members;

/// <summary>Translates a stored device name (<see cref="Device"/>) into the reader's language.</summary>
internal static class DeviceWords
{
    public static string Device(this IStringLocalizer<Texts> texts, string name) => name.Split(" on ", 2) switch
    {
        ["A browser", var system] => texts["A browser on {0}", System(texts, system)],
        [var browser, var system] => texts["{0} on {1}", browser, System(texts, system)],
        _ when name == "Another device" => texts["Another device"],
        _ => name,
    };

    private static string System(IStringLocalizer<Texts> texts, string system) => system switch
    {
        "an iPhone" => texts["an iPhone"],
        "an iPad" => texts["an iPad"],
        "a Mac" => texts["a Mac"],
        "a Chromebook" => texts["a Chromebook"],
        _ => system,
    };
}
