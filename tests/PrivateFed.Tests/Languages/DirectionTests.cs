using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Notifications.Mail;
using PrivateFed.Tests.Rig;
using PrivateFed.Text;

namespace PrivateFed.Tests.Languages;

/// <summary>A name that runs from the right turns nothing of the sentence in which it stands (UAX #9).</summary>
[Trait("Database", "none")]
public class DirectionTests(House house) : IClassFixture<House>
{
    private const string Hebrew = "שרה (2)";
    private const string Arabic = "فاطمة!";

    [Theory]
    [InlineData(Hebrew, "\u2068שרה (2)\u2069 posted")]
    [InlineData(Arabic, "\u2068فاطمة!\u2069 posted")]
    [InlineData("Mara שרה", "\u2068Mara שרה\u2069 posted")]
    [InlineData("Mara (2)", "Mara (2) posted")]
    [InlineData("Мария", "Мария posted")]
    [InlineData("2", "2 posted")]
    public void O_A_name_is_isolated_in_a_sentence_where_it_runs_from_the_right(string name, string sentence) =>
        Assert.Equal(sentence, Sentences["{0} posted", name].Value);

    [Theory]
    [InlineData("\u2068שרה\u2069 posted", "ltr")]
    [InlineData("\u2068Tom\u2069 שלום", "rtl")]
    [InlineData("\u2069שלום", "rtl")]
    [InlineData("\u2068שרה\u2069", null)]
    public void O_What_is_isolated_says_nothing_of_the_direction_around_it(string text, string? direction) =>
        Assert.Equal(direction, TextDirection.Of(text));

    [Fact]
    public void O_Each_of_several_names_is_isolated_by_itself_and_none_twice()
    {
        Assert.Equal("\u2068שרה (2)\u2069, Tom and \u2068فاطمة!\u2069", Sentences.Listed([Hebrew, "Tom", Arabic]));
        Assert.Equal("\u2068שרה\u2069 posted", Sentences["{0} posted", "\u2068שרה\u2069"].Value);
    }

    [Fact]
    public void O_In_a_sentence_with_marks_a_name_is_isolated_and_encoded()
    {
        using var written = new StringWriter(CultureInfo.InvariantCulture);

        Sentences.Html("Signs in as <b>{0}</b>", "<i>שרה").WriteTo(written, HtmlEncoder.Create(UnicodeRanges.All));

        Assert.Equal("Signs in as <b>\u2068&lt;i&gt;שרה\u2069</b>", written.ToString());
    }

    [Theory]
    [InlineData(Hebrew)]
    [InlineData(Arabic)]
    public async Task O_Pages_and_emails_isolate_it(string name)
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        var sarah = await house.AddAsync(name, $"s{Guid.NewGuid().ToString("N")[..8]}", PrivateFed.Members.Role.Author);
        var (_, address) = await house.ReaderAsync("Nils");
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        await house.PublishAsync("The first snow", by: sarah);
        house.Clock.Advance(MailPreferences.GatheringTime);
        var letter = await room.ExpectAsync(address);

        // A page says the first name of a person's name, and all of another.
        Assert.Contains($"\u2068{PrivateFed.Web.FirstNames.Of(name)}\u2069 posted", await ingrid.TextAsync("/news"), StringComparison.Ordinal);
        Assert.Equal($"\u2068{name}\u2069 posted", letter.Subject);
        Assert.Contains($"\u2068{name}\u2069 posted", letter.TextBody, StringComparison.Ordinal);
        // And the sentence itself runs from the left.
        Assert.Contains($"<b>\u2068{name}\u2069 posted</b>", System.Net.WebUtility.HtmlDecode(letter.HtmlBody),
            StringComparison.Ordinal);
    }

    private IStringLocalizer<Texts> Sentences
    {
        get
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
            return house.Part<IStringLocalizer<Texts>>();
        }
    }
}
