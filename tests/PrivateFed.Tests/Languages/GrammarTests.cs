using System.Globalization;
using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Languages;

/// <summary>Some languages inflect more than English does.</summary>
[Trait("Database", "none")]
public class GrammarTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData(1, "1 komentarz")]
    [InlineData(2, "2 komentarze")]
    [InlineData(4, "4 komentarze")]
    [InlineData(5, "5 komentarzy")]
    [InlineData(12, "12 komentarzy")]
    [InlineData(14, "14 komentarzy")]
    [InlineData(21, "21 komentarzy")]
    [InlineData(22, "22 komentarze")]
    [InlineData(112, "112 komentarzy")]
    [InlineData(124, "124 komentarze")]
    public void Polish_counts_by_its_own_rules(int number, string said) =>
        Assert.Equal(said, Speaking("pl").Count(number, "1 comment", "{0} comments").Value);

    [Theory]
    [InlineData("pl", "2026-11-25", "w środę")]
    [InlineData("pl", "2026-11-24", "we wtorek")]
    [InlineData("pt", "2026-11-23", "na segunda-feira")]
    [InlineData("pt", "2026-11-22", "no domingo")]
    [InlineData("de", "2026-11-22", "am Sonntag")]
    public void A_day_of_the_week_is_in_its_case(string code, string day, string said) =>
        Assert.Equal(said, Speaking(code)["on {0:dddd}", DateTimeOffset.Parse(day, CultureInfo.InvariantCulture)].Value);

    private IStringLocalizer<Texts> Speaking(string code)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.GetCultureInfo(code), CultureInfo.GetCultureInfo(code));
        return house.Part<IStringLocalizer<Texts>>();
    }
}
