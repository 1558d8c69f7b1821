using System.Globalization;
using System.Xml.Linq;

namespace PrivateFed.Tests.Languages;

/// <summary>The resource files as they stand in the source.</summary>
internal static class Translations
{
    /// <summary>Of everything but English, which the source itself says.</summary>
    public static readonly string[] Codes = ["de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb"];

    /// <summary>What a language says for one text, with its places filled.</summary>
    public static string Said(string code, string text, params object[] places) =>
        string.Format(CultureInfo.InvariantCulture, code == "en" ? text : Of(code).Single(one => one.Text == text).Said, places);

    /// <summary>What a language says for each text.</summary>
    public static IReadOnlyList<(string Text, string Said)> Of(string code) =>
    [
        .. XDocument.Load(Path.Combine(SourceTexts.Folder, "Languages", $"Texts.{code}.resx")).Root!.Elements("data")
            .Select(data => (data.Attribute("name")!.Value, data.Element("value")!.Value)),
    ];
}
