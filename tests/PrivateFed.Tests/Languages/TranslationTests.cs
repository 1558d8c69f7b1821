using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PrivateFed.Tests.Languages;

/// <summary>What pages say in English they say in every language, and the resource files hold nothing else.</summary>
[Trait("Database", "none")]
public partial class TranslationTests
{
    public static TheoryData<string> Languages => [.. Translations.Codes];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_text_is_said_in_every_language(string code)
    {
        var known = Translations.Of(code).Where(text => text.Said.Trim().Length > 0).Select(text => text.Text)
            .ToHashSet(StringComparer.Ordinal);

        var missing = SourceTexts.All.Where(text => !known.Contains(text.Key)).ToList();

        Assert.True(missing.Count == 0, $"""
            Languages/Texts.{code}.resx lacks {missing.Count} texts. Please add these lines, and what is said in {code}:
            {string.Join('\n', missing.Select(text => $"{Line(text.Key)} <!-- {string.Join(", ", text.Distinct())} -->"))}
            """);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_language_says_what_no_page_says(string code)
    {
        var left = Translations.Of(code).Where(text => !SourceTexts.All.Contains(text.Text)).ToList();

        Assert.True(left.Count == 0, $"""
            Nothing says these {left.Count} texts of Languages/Texts.{code}.resx any more. Please take them out, or change their names to what is said now:
            {string.Join('\n', left.Select(text => Line(text.Text)))}
            """);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Each_text_keeps_its_places_and_its_marks(string code)
    {
        // The days of the week are said in place of their place.
        var torn = Translations.Of(code)
            .SelectMany(text => Forms(text.Said), (text, form) => (text.Text, Said: form))
            .Where(text => !Parts(text.Text).SequenceEqual(Parts(text.Said)))
            .Select(text => $"{text.Text} | {text.Said}");

        Assert.Empty(torn);
    }

    /// <summary>A form that nothing chooses would be shown with its bars.</summary>
    [Theory]
    [MemberData(nameof(Languages))]
    public void Only_counted_things_and_days_have_forms(string code)
    {
        var wrong = Translations.Of(code).Where(text => text.Said.Split('|').Length switch
        {
            1 => false,
            2 => !text.Text.Contains("{0}", StringComparison.Ordinal),
            7 => !text.Text.Contains("{0:dddd}", StringComparison.Ordinal),
            _ => true,
        }).ToList();

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_text_is_looked_up_as_it_stands_in_the_source() => Assert.Empty(SourceTexts.PutTogether());

    /// <summary>The compiler of resource files takes "Today" and "today" for one.</summary>
    [Fact]
    public void No_two_texts_differ_by_capitals_alone() =>
        Assert.Empty(SourceTexts.All.Select(text => text.Key).GroupBy(text => text, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1).Select(same => same.Key));

    /// <summary>The forms of a translation; to a day of the week the place is added that it stands for.</summary>
    private static IEnumerable<string> Forms(string said) =>
        said.Split('|') is { Length: 7 } days ? days.Select(day => $"{day} {{0:dddd}}") : said.Split('|');

    private static string Line(string text) =>
        $"  {new XElement("data", new XAttribute("name", text), new XAttribute(XNamespace.Xml + "space", "preserve"), new XElement("value", "")).ToString(SaveOptions.DisableFormatting)}";

    /// <summary>{0}, {1:N0}; of HTML its tags, each as often as it stands there.</summary>
    private static IEnumerable<string> Parts(string text) =>
        Places().Matches(text).Select(place => place.Value).Distinct().Concat(Tags().Matches(text).Select(tag => tag.Value))
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{[0-9]+(:[^{}]+)?\}")]
    private static partial Regex Places();

    [GeneratedRegex("<[^<>]+>")]
    private static partial Regex Tags();
}
