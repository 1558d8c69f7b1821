using System.Text.RegularExpressions;
using System.Xml;
using CsCheck;
using PrivateFed.Text;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Text;

/// <summary>
/// What texts cost that were made to cost much, and ten thousand that nobody made at all. Measured alone, since the processor's time is
/// that of the whole process.
/// </summary>
[Trait("Database", "none")]
[Collection(nameof(MeasuredAlone))]
public partial class CostTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Hostile { get; } = new()
    {
        { "n marks before m paragraphs", Marks(5_000) + Repeat("<p>x", 5_000) },
        { "marks before paragraphs, as long as a document can be", Marks(30_000) + Repeat("<p>x", 100_000) },
        { "a link before paragraphs", $"<a href=\"https://a.test/{new string('a', 2_000)}\">" + Repeat("<p>x", 200_000) },
        { "closing tags that close nothing", Repeat("</>", 80_000) + Repeat("<div>", 40_000) },
        { "250 kB of divs", Repeat("<div>", 50_000) + "words" },
        { "lists in lists", Repeat("<ul><li>", 30_000) + "words" },
        { "quotes in quotes", Repeat("<blockquote>x", 30_000) },
        { "unclosed tables", Repeat("<table><tr><td>x<b>", 30_000) },
        { "foster parents", Repeat("<table><p>x<table><i>", 25_000) },
        { "selects", Repeat("<select><option>x<p>", 25_000) },
        { "other languages in HTML", Repeat("<svg><math><mi>x<p>", 25_000) },
        { "templates", Repeat("<template>", 50_000) + "x" },
        { "marks that overlap", Repeat("<a href=x><b><i><u>x</a></b>", 15_000) },
        { "spans with languages", Repeat("<span lang=de dir=rtl>x", 20_000) },
        { "one tag with 100,000 attributes", "<p " + string.Concat(Enumerable.Range(0, 100_000).Select(number => $"a{number}=1 "))
            + ">words" },
        { "one tag with one attribute 100,000 times", "<a " + Repeat("href=x ", 100_000) + ">words</a>" },
        { "entities", Repeat("&notin;", 100_000) },
        { "entities that are none", Repeat("&", 500_000) + Repeat("&#", 100_000) },
        { "comments", Repeat("<!--", 200_000) },
        { "angles", Repeat("<", 500_000) + Repeat("<!", 100_000) + Repeat("</", 100_000) },
        { "scripts", Repeat("<script><!--<script>", 40_000) },
        { "letters that turn", Repeat("<p>א<p>a", 40_000) },
        { "directions in directions", Repeat("<blockquote dir=rtl><p>a<p>א", 20_000) },
        { "one letter with marks", "a" + Repeat("\u0301", 900_000) },
        { "line ends", "<p>x" + Repeat("\n", 500_000) + "x" + Repeat("<br>", 100_000) },
        { "no tag at all", Repeat("x", 1_000_000) },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void E_No_HTML_costs_more_than_a_second_and_64_MB(string what, string html)
    {
        _ = PlainText.FromUntrusted("<p>warm", 10);
        var (allocated, processor) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);

        var shown = Html.Sanitise(html);
        var plain = PlainText.Opening(shown, 280);

        var (bytes, time) = (GC.GetAllocatedBytesForCurrentThread() - allocated, Environment.CpuUsage.TotalTime - processor);
        output.WriteLine(
            $"{what}: {html.Length:N0} characters, {time.TotalMilliseconds:N0} ms, {bytes / 1048576.0:N1} MB handed out, {shown.Length:N0} shown");
        Assert.InRange(time.TotalSeconds, 0, 1);
        Assert.InRange(bytes, 0, 64 * 1048576);
        Assert.InRange(shown.Length, 0, 510_000);
        Assert.InRange(plain.Length, 0, 282);
        AssertWellFormed(shown);
    }

    public static TheoryData<string> Deep { get; } = new()
    {
        new string('>', 10_000) + " words",
        Repeat("> ", 10_000) + "words",
        string.Concat(Enumerable.Range(0, 200).Select(depth => new string(' ', 2 * depth) + "- words\n")),
        Repeat("- ", 10_000) + "words",
        Repeat("*a **b ", 3_000) + "words",
        new string('*', 10_000) + "words" + new string('*', 10_000),
        new string('[', 10_000) + "words" + new string(']', 10_000),
        Repeat("![", 10_000) + "words",
        Repeat("[a](", 5_000) + "words",
        Repeat("_a ", 6_000) + "words",
        Repeat("~~a ", 5_000) + "words",
        Repeat("<a", 10_000) + "words",
        Repeat("`a ``b ", 2_800) + "words",
        Repeat("1. ", 6_000) + "words",
        Repeat("[a]: b\n", 2_800) + "words",
        Repeat("> 1. ", 4_000) + "words",
    };

    [Theory]
    [MemberData(nameof(Deep))]
    public void N_However_deep_Markdown_is_nested_it_is_shown(string markdown)
    {
        var processor = Environment.CpuUsage.TotalTime;

        var html = MarkdownText.ToHtml(markdown);

        Assert.Contains("words", PlainText.Of(html), StringComparison.Ordinal);
        Assert.InRange((Environment.CpuUsage.TotalTime - processor).TotalSeconds, 0, 1);
        AssertWellFormed(html);
    }

    [Fact]
    public void Ten_thousand_texts_lose_no_word_and_stay_well_formed()
    {
        var (processor, allocated) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());

        AnyHtml.Sample(pieces => AssertSaid(pieces, Html.Sanitise(pieces)), iter: 5_000, threads: 1);
        AnyMarkdown.Sample(pieces => AssertSaid(pieces, MarkdownText.ToHtml(pieces)), iter: 5_000, threads: 1);

        var (time, bytes) = (Environment.CpuUsage.TotalTime - processor, GC.GetAllocatedBytesForCurrentThread() - allocated);
        output.WriteLine(
            $"10,000 texts: {time.TotalSeconds:N1} s of processor, {bytes / 1048576:N0} MB handed out in all, {Environment.WorkingSet / 1048576:N0} MB resident");
        Assert.InRange(time.TotalSeconds, 0, 15);
        Assert.InRange(bytes / 10_000, 0, 256 * 1024);
    }

    // Words of their own, so that each can be looked for; some that run from the right.
    private static readonly Gen<string> Word =
        Gen.OneOf(Gen.Int[1, 999].Select(number => $"w{number}w"), Gen.Int[1, 999].Select(number => $"ש{number}ש"));

    private static readonly Gen<string> Element = Gen.OneOf(
        "p", "div", "b", "i", "em", "strong", "u", "s", "a", "a href='https://a.test/x'", "a href=/x", "span", "span lang=he", "ul", "ol",
        "ol start=24", "li", "li value=3", "blockquote",
        "pre", "code", "h1", "h3", "table", "tr", "td", "th", "tbody", "select", "option", "svg", "math", "figure", "figcaption", "center",
        "ruby", "rt", "details", "summary", "br", "hr", "wbr",
        "p dir=rtl", "div dir=ltr", "button", "form", "x-any", "small", "sub", "del", "bdi", "nobr", "font", "section");

    private static readonly Gen<string> AnyHtml = Gen.Frequency(
        (5, Word), (6, Element.Select(name => $"<{name}>")), (4, Element.Select(name => $"</{name.Split(' ')[0]}>")),
        (2, Gen.OneOf(" ", "\n", "\n\n", "\t")),
        (1, Gen.OneOf("&amp;", "&nbsp;", "&lt;", "<!-- x -->", "<script>hidden</script>", "<style>hidden</style>", "</>", "\u200b",
            "\u202e")),
        (1, Word.Select(word => $"<img alt='{word}'>"))).Array[0, 60].Select(string.Concat);

    private static readonly Gen<string> AnyMarkdown = Gen.Frequency(
        (6, Word), (3, Gen.OneOf(" ", "\n", "\n\n", "    ")),
        (4, Gen.OneOf("> ", "- ", "24. ", "3) ", "1. ", "# ", "*", "**", "_", "~~", "[", "](https://a.test)", "![", "]", "\\", "<", ">",
            "---", "&amp;", "<b>", "\n>\n", "\n- ", "\n18. ", "]: ")),
        (1, Word.Select(word => $" `{word}` "))).Array[0, 60].Select(string.Concat);

    private static void AssertSaid(string text, string html)
    {
        AssertWellFormed(html);
        var plain = PlainText.Of(html);
        foreach (var word in Words().EnumerateMatches(text))
        {
            Assert.Contains(text.Substring(word.Index, word.Length), plain, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("hidden", plain, StringComparison.Ordinal);
    }

    /// <summary>Each tag closed in its turn, no attribute twice, nothing left that would have to be guessed.</summary>
    private static void AssertWellFormed(string html)
    {
        var closed = html.Replace("<br>", "<br/>", StringComparison.Ordinal).Replace("<hr>", "<hr/>", StringComparison.Ordinal);
        using var reader = XmlReader.Create(new StringReader($"<html>{closed}</html>"), new XmlReaderSettings { CheckCharacters = false });
        while (reader.Read())
        {
            Assert.InRange(reader.Depth, 0, 100);
        }
    }

    private static string Marks(int count) => "<p>" + string.Concat(Enumerable.Range(0, count).Select(number => $"<b id={number}>"));

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    [GeneratedRegex("w[0-9]+w|ש[0-9]+ש")]
    private static partial Regex Words();
}
