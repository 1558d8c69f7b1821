using PrivateFed.Text;

namespace PrivateFed.Tests.Text;

/// <summary>What becomes of the Markdown of the house.</summary>
[Trait("Database", "none")]
public class MarkdownTests
{
    [Theory]
    [InlineData("24. Dezember bei Oma, alle waren da.", "<p>24. Dezember bei Oma, alle waren da.</p>")]
    [InlineData("1986. What a year!", "<p>1986. What a year!</p>")]
    [InlineData("3. Advent", "<p>3. Advent</p>")]
    [InlineData("1. Mai\n\nWir waren wandern.", "<p>1. Mai</p><p>Wir waren wandern.</p>")]
    [InlineData("3) Advent\nund Kekse", "<p>3) Advent<br>und Kekse</p>")]
    [InlineData("18. september: skolstart\n2. oktober: kalas", "<p>18. september: skolstart<br>2. oktober: kalas</p>")]
    [InlineData("18. september\n\n2. oktober", "<p>18. september</p><p>2. oktober</p>")]
    [InlineData("24.", "<p>24.</p>")]
    [InlineData("24. **Dezember** und [mehr](https://a.test)", "<p>24. <strong>Dezember</strong> und <a href=\"https://a.test\" rel=\"nofollow noopener noreferrer\">mehr</a></p>")]
    [InlineData("24. Dezember\n    - Kekse\n    - Tee", "<p>24. Dezember</p><ul><li>Kekse</li><li>Tee</li></ul>")]
    [InlineData("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>")]
    [InlineData("1. one\n1. two", "<ol><li>one</li><li>two</li></ol>")]
    [InlineData("24. Dezember\n25. Dezember", "<ol start=\"24\"><li>Dezember</li><li>Dezember</li></ol>")]
    [InlineData("> 24. Dezember", "<blockquote><p>24. Dezember</p></blockquote>")]
    public void O01_The_number_that_was_written_is_shown(string markdown, string html) => Assert.Equal(html, Said(markdown));

    [Theory]
    [InlineData("24. Dezember bei Oma", "24. Dezember bei Oma")]
    [InlineData("18. september: skolstart\n2. oktober: kalas", "18. september: skolstart 2. oktober: kalas")]
    [InlineData("24. Dezember\n25. Dezember", "24. Dezember 25. Dezember")]
    public void O01_The_number_is_found_read_aloud_and_mailed(string markdown, string plain) =>
        Assert.Equal(plain, PlainText.Of(MarkdownText.ToHtml(markdown)));

    [Theory]
    [InlineData("![Ida on the sledge](https://a.test/x.jpg)", "<p>Ida on the sledge</p>")]
    [InlineData("[Oma]: kommt", "<p>[Oma]: kommt</p>")]
    [InlineData("Hallo\n\n[Oma]: kommt 'morgen'\n\nTschüs", "<p>Hallo</p><p>[Oma]: kommt morgen</p><p>Tschüs</p>")]
    [InlineData("[this][1]\n\n[1]: https://a.test", "<p><a href=\"https://a.test\" rel=\"nofollow noopener noreferrer\">this</a></p>")]
    [InlineData("~~~ Hallo Oma\nwie geht es", "<p>Hallo Oma</p><pre><code>wie geht es\n</code></pre>")]
    [InlineData("<div>a tag that was typed</div>", "<p>&lt;div&gt;a tag that was typed&lt;/div&gt;</p>")]
    public void O_No_word_is_lost(string markdown, string html) => Assert.Equal(html, Said(markdown));

    private static string Said(string markdown) => MarkdownText.ToHtml(markdown);
}
