using PrivateFed.Text;

namespace PrivateFed.Tests.Text;

/// <summary>What becomes of the HTML of other servers.</summary>
[Trait("Database", "none")]
public class HtmlTests
{
    [Theory]
    [InlineData("<div>words in a div</div>", "<p>words in a div</p>")]
    [InlineData("<div>one</div><div>two</div>", "<p>one</p><p>two</p>")]
    [InlineData("<center>in the middle</center>", "<p>in the middle</p>")]
    [InlineData("<p>H<sub>2</sub>O, <u>under</u>, <s>struck</s>, <small>small</small></p>", "<p>H<sub>2</sub>O, <u>under</u>, <s>struck</s>, <small>small</small></p>")]
    [InlineData("<p><ruby>kanji<rp>(</rp><rt>reading</rt><rp>)</rp></ruby></p>", "<p>kanji(reading)</p>")]
    [InlineData("<p>so <img src=\"https://m.test/e.png\" alt=\"(smile)\"> end</p>", "<p>so (smile) end</p>")]
    [InlineData("<table><tr><td>one</td><td>two</td></tr><tr><td>three</td></tr></table>", "<p>one two</p><p>three</p>")]
    [InlineData("<figure><img src=x alt='Snow'><figcaption>The garden</figcaption></figure>", "<p>Snow</p><p>The garden</p>")]
    [InlineData("<dl><dt>Cake</dt><dd>three eggs</dd></dl>", "<p>Cake</p><p>three eggs</p>")]
    [InlineData("a <custom-tag>word</custom-tag> stays", "<p>a word stays</p>")]
    public void O02_An_unknown_tag_goes_and_its_words_stay(string html, string shown) => Assert.Equal(shown, Html.Sanitise(html));

    [Theory]
    [InlineData("<script>alert(1)</script>a", "<p>a</p>")]
    [InlineData("<p>a<style>p{x:y}</style>b</p>", "<p>ab</p>")]
    [InlineData("<template><p>unseen</p></template>a", "<p>a</p>")]
    [InlineData("<title>t</title><noembed>n</noembed><iframe>f</iframe>a", "<p>a</p>")]
    [InlineData("<!-- <p>no</p> -->a", "<p>a</p>")]
    [InlineData("<p onclick=\"x()\" style=\"x\" class=\"y\">a</p>", "<p>a</p>")]
    [InlineData("<a href=\"javascript:alert(1)\">a</a>", "<p>a</p>")]
    [InlineData("<a href=\" java\nscript:alert(1)\">a</a>", "<p>a</p>")]
    [InlineData("<a href=\"java&#115;cript&colon;alert(1)\">a</a>", "<p>a</p>")]
    [InlineData("<a href=\"data:text/html,x\">a</a>", "<p>a</p>")]
    [InlineData("<svg/onload=x>a", "<p>a</p>")]
    [InlineData("<math><mi><style><img src=x onerror=alert(1)></style>", "")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>", "")]
    public void What_could_act_goes_whole(string html, string shown) => Assert.Equal(shown, Html.Sanitise(html));

    [Fact]
    public void O19_End_tags_that_HTML_lets_out_are_not_missed()
    {
        var list = "<ul>" + string.Concat(Enumerable.Repeat("<li>item", 110)) + "</ul>";
        Assert.Equal("<ul>" + string.Concat(Enumerable.Repeat("<li>item</li>", 110)) + "</ul>", Html.Sanitise(list));
        Assert.Equal(string.Concat(Enumerable.Repeat("<p>item</p>", 110)), Html.Sanitise(string.Concat(Enumerable.Repeat("<p>item", 110))));
        Assert.Equal("<p>" + new string('x', 120) + "</p>", Html.Sanitise(string.Concat(Enumerable.Repeat("x<wbr>", 120))));
    }

    [Fact]
    public void O19_A_very_long_text_is_shown_up_to_its_bound_and_never_as_source()
    {
        var shown = Html.Sanitise("<ul>" + string.Concat(Enumerable.Repeat("<li>apples & pears", 20_000)) + "</ul>");

        Assert.StartsWith("<ul><li>apples &amp; pears</li>", shown, StringComparison.Ordinal);
        Assert.EndsWith("…</li></ul>", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("&lt;", shown, StringComparison.Ordinal);
        Assert.InRange(shown.Length, 100_000, 250_000);
    }

    [Theory]
    [InlineData("<p><b>one<p>two", "<p><b>one</b></p><p><b>two</b></p>")]
    [InlineData("<b><i>x</b>y</i>", "<p><b><i>x</i></b><i>y</i></p>")]
    [InlineData("<ul><li>a<ul><li>b</ul><li>c</ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>")]
    [InlineData("<li>alone", "<ul><li>alone</li></ul>")]
    [InlineData("</p></div></b>a</ul>", "<p>a</p>")]
    [InlineData("<a href=https://a.test>x<a href=https://b.test>y</a>", "<p><a href=\"https://a.test\" rel=\"nofollow noopener noreferrer\">x</a><a href=\"https://b.test\" rel=\"nofollow noopener noreferrer\">y</a></p>")]
    [InlineData("<blockquote><p>q</p></blockquote>a", "<blockquote><p>q</p></blockquote><p>a</p>")]
    [InlineData("<table><b>foster</b><tr><td>cell", "<p><b>foster</b></p><p>cell</p>")]
    [InlineData("<pre><code>a\n  b</code></pre>", "<pre><code>a\n  b</code></pre>")]
    [InlineData("<select><option>a<option>b</select>", "<p>a</p><p>b</p>")]
    public void What_is_written_is_well_formed_however_it_came(string html, string shown) => Assert.Equal(shown, Html.Sanitise(html));

    [Theory]
    [InlineData("<ol start=\"24\"><li>Dezember</li></ol>", "<ol start=\"24\"><li>Dezember</li></ol>", "24. Dezember")]
    [InlineData("<ol><li value=\"18\">september</li><li>oktober</li></ol>", "<ol><li value=\"18\">september</li><li>oktober</li></ol>", "18. september 19. oktober")]
    [InlineData("<ol start=x><li>a<ol><li>b</ol></ol>", "<ol><li>a<ol><li>b</li></ol></li></ol>", "1. a 1. b")]
    public void O01_The_numbers_of_a_list_stay(string html, string shown, string plain)
    {
        Assert.Equal(shown, Html.Sanitise(html));
        Assert.Equal(plain, PlainText.Of(Html.Sanitise(html)));
    }

    [Theory]
    [InlineData("<p>First line\nSecond line\n\nAfter a blank one</p>", "<p>First line<br>Second line<br><br>After a blank one</p>")]
    [InlineData("<p>A long line of more than sixty letters that Bluesky's writer ended.\nThen this.</p>", "<p>A long line of more than sixty letters that Bluesky's writer ended.<br>Then this.</p>")]
    [InlineData("<p>one<br>\ntwo</p>\n<p>three</p>\n", "<p>one<br>two</p><p>three</p>")]
    [InlineData("<p>\n  Set in\n  by hand\n</p>", "<p>Set in by hand</p>")]
    [InlineData("<p>A paragraph whose lines were broken by an editor at the usual width of\nsome eighty letters goes on</p>", "<p>A paragraph whose lines were broken by an editor at the usual width of some eighty letters goes on</p>")]
    public void O19_Line_ends_in_a_paragraph_that_were_meant_stay(string html, string shown) => Assert.Equal(shown, Html.Sanitise(html));

    [Fact]
    public void Plain_text_keeps_its_signs_and_its_lines()
    {
        Assert.Equal("<p>a&lt;b &amp; c<br>second</p><p>third</p>", Html.FromPlainText("a<b & c\r\nsecond\n\nthird"));
        Assert.Equal("<p>&lt;script&gt;x&lt;/script&gt;</p>", Html.FromPlainText("<script>x</script>"));
        Assert.Equal("", Html.FromPlainText(" \n\n "));
    }

    [Theory]
    [InlineData("/about", "https://blog.test/about")]
    [InlineData("other", "https://blog.test/2026/other")]
    [InlineData("?page=2", "https://blog.test/2026/post?page=2")]
    [InlineData("//cdn.test/x", "https://cdn.test/x")]
    [InlineData("https://a.test/b c", "https://a.test/b c")]
    [InlineData("mailto:joe@blog.test", "mailto:joe@blog.test")]
    public void O_A_link_that_is_relative_leads_to_the_server_that_said_it(string href, string leads) =>
        Assert.Equal($"<p><a href=\"{leads}\" rel=\"nofollow noopener noreferrer\">x</a></p>",
            Html.Sanitise($"<p><a href=\"{href}\">x</a></p>", "https://blog.test/2026/post"));

    [Theory]
    [InlineData("<p>שלום!</p>", "<p dir=\"rtl\">שלום!</p>")]
    [InlineData("<p>مرحبا</p><p>Hello</p>", "<p dir=\"rtl\">مرحبا</p><p>Hello</p>")]
    [InlineData("<ul><li>שלום</li><li>Hello</li></ul>", "<ul dir=\"rtl\"><li>שלום</li><li dir=\"ltr\">Hello</li></ul>")]
    [InlineData("<p><a href=\"https://a.test/@mara\">@mara</a> שלום</p>", "<p dir=\"rtl\"><a href=\"https://a.test/@mara\" rel=\"nofollow noopener noreferrer\">@mara</a> שלום</p>")]
    [InlineData("<p>24. 12. שלום</p>", "<p dir=\"rtl\">24. 12. שלום</p>")]
    [InlineData("<blockquote>שלום<p>Hi</p></blockquote>a", "<blockquote dir=\"rtl\"><p>שלום</p><p dir=\"ltr\">Hi</p></blockquote><p>a</p>")]
    [InlineData("<p dir=\"rtl\" lang=\"he\">123</p>", "<p lang=\"he\" dir=\"rtl\">123</p>")]
    public void O20_Words_run_as_their_first_letter_does(string html, string shown) => Assert.Equal(shown, Html.Sanitise(html));

    [Theory]
    [InlineData("&auml;&#228;&#xe4;&lbrack;", "<p>äää[</p>")]
    [InlineData("&lt;b&gt; &amp;amp; &nbsp;x &euro;&hellip;", "<p>&lt;b&gt; &amp;amp; \u00a0x €…</p>")]
    public void Entities_are_read_once(string html, string shown) => Assert.Equal(shown, Html.Sanitise(html));
}
