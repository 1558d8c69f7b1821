using PrivateFed.Web;

namespace PrivateFed.Tests.Web;

/// <summary>People are called by their first name where their name is one.</summary>
public class FirstNamesTests
{
    [Theory]
    [InlineData("Joe Lindgren", "Joe")]
    [InlineData("Åsa Marie Öberg", "Åsa")]
    [InlineData("Jan de Vries", "Jan")]
    [InlineData("Ana Maria dos Santos", "Ana")]
    [InlineData("שרה כהן", "שרה")]
    [InlineData("فاطمة حداد", "فاطمة")]
    [InlineData("Joe", "Joe")]
    [InlineData("Dr. Lindgren", "Dr. Lindgren")]
    [InlineData("good deals 4 you", "good deals 4 you")]
    [InlineData("Good deals every day", "Good deals every day")]
    [InlineData("Win 1000", "Win 1000")]
    [InlineData("Studio 54 Lindgren", "Studio 54 Lindgren")]
    [InlineData("The Very Best Offers Today", "The Very Best Offers Today")]
    [InlineData("joe lindgren", "joe lindgren")]
    [InlineData("", "")]
    public void Only_what_looks_like_a_persons_name_is_cut(string name, string shown) => Assert.Equal(shown, FirstNames.Of(name));
}
