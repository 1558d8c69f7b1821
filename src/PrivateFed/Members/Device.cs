namespace PrivateFed.Members;

/// <summary>Names the device that a User-Agent belongs to, as a person would call it.</summary>
public static class Device
{
    private static readonly (string Token, string Name)[] Browsers =
        [("Edg", "Edge"), ("SamsungBrowser", "Samsung Internet"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
            ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Token, string Name)[] Systems =
        [("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "a Mac"),
            ("CrOS", "a Chromebook"), ("Linux", "Linux")];

    public static string NameOf(string? userAgent) => (Find(Browsers, userAgent), Find(Systems, userAgent)) switch
    {
        (null, null) => "Another device",
        ({ } browser, null) => browser,
        (null, { } system) => $"A browser on {system}",
        ({ } browser, { } system) => $"{browser} on {system}",
    };

    private static string? Find((string Token, string Name)[] known, string? userAgent) =>
        known.Where(entry => userAgent?.Contains(entry.Token, StringComparison.Ordinal) == true).Select(entry => entry.Name)
            .FirstOrDefault();
}
