using PrivateFed.Text;

namespace PrivateFed.Tests.Text;

/// <summary>Where texts are cut, and what in them nobody sees.</summary>
[Trait("Database", "none")]
public class CutTests
{
    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc")]
    [InlineData("ab🍰", 3, "ab")]
    [InlineData("ab👨‍👩‍👧‍👦", 9, "ab")]
    [InlineData("👨‍👩‍👧‍👦x", 11, "👨‍👩‍👧‍👦")]
    [InlineData("cafe\u0301s", 4, "caf")]
    [InlineData("ab🇸🇪", 4, "ab")]
    [InlineData("ab\r\n", 3, "ab")]
    [InlineData("க\u0bcdஷ\u0bbf", 1, "க")]
    public void B17_No_letter_is_cut_in_two(string text, int longest, string cut) => Assert.Equal(cut, Graphemes.Truncate(text, longest));

    [Fact]
    public void B17_A_heap_of_marks_on_one_letter_costs_nothing_and_leaves_the_letter()
    {
        var heap = "a" + new string('\u0301', 1_000_000);

        Assert.Equal(heap[..300] + "…", Graphemes.TruncateWithEllipsis(heap, 300));
    }

    [Theory]
    [InlineData("Every\u200bone", "Everyone")]
    [InlineData("Mara\u2060\ufeff\u00ad", "Mara")]
    [InlineData("\u202eMara\u2066", "Mara")]
    [InlineData("Ma\u3164ra\ufffc", "Mara")]
    [InlineData("Mara ❤️ 👨‍👩‍👧 1️⃣", "Mara ❤️ 👨‍👩‍👧 1️⃣")]
    [InlineData("England 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "England 🏴󠁧󠁢󠁥󠁮󠁧󠁿")]
    [InlineData("می\u200cخواهم", "می\u200cخواهم")]
    [InlineData("Ma\u200dra\u200c", "Mara")]
    [InlineData("Zoe\u0308", "Zoë")]
    [InlineData("\u200b\u200b", "")]
    public void S_A_name_holds_nothing_that_nobody_sees(string given, string name) => Assert.Equal(name, DisplayName.Of(given));

    // What no attribute can hold.
    [Fact]
    public void O04_What_is_no_character_is_shown_as_one_that_is_missing()
    {
        Assert.Equal("\ufffd Mara\ufffd", DisplayName.Of("\ud83d Mara\ufffe"));
        Assert.Equal("<p>a\ufffd b\ufffd c\ufffd</p>", Html.Sanitise("a\ud83d b\ufffe c\0"));
        Assert.Equal("\ufffd\ufffd\ud83c\udf70\ufffd", WellFormedText.Of("\udc00\ufdd0\ud83c\udf70\ud83f\udfff"));
    }

    [Theory]
    [InlineData("Everyone", "EVERY\u200bONE")]
    [InlineData("Family", "Ｆamily")]
    [InlineData("The  aunts", "the aunts\u3164")]
    [InlineData("Zoë", "ZOE\u0308")]
    [InlineData("❤️", "❤")]
    public void S_Two_names_that_look_alike_are_one(string one, string other) =>
        Assert.Equal(DisplayName.Folded(one), DisplayName.Folded(other));

    [Theory]
    [InlineData("<p><a href=\"https://family.test/users/mara\">@mara</a> How lovely</p>", "<p>How lovely</p>")]
    [InlineData("<p><span class=\"h-card\"><a href=\"https://family.test/users/mara\" class=\"u-url mention\">@<span>mara</span></a></span> How lovely</p>", "<p>How lovely</p>")]
    [InlineData("<p>@mara@family.test How lovely</p>", "<p>How lovely</p>")]
    [InlineData("<p>@mara@family.test, @tom@family.test<br>How lovely</p>", "<p>How lovely</p>")]
    [InlineData("<p>@mara@family.test</p><p>How lovely</p>", "<p>How lovely</p>")]
    [InlineData("@mara@family.test How lovely", "<p>How lovely</p>")]
    [InlineData("<p>@mara@family.test</p>", "<p>@mara@family.test</p>")]
    [InlineData("<p>@eve@evil.test How lovely</p>", "<p>@eve@evil.test How lovely</p>")]
    [InlineData("<p>@mara@family.test @eve@evil.test How lovely</p>", "<p>@eve@evil.test How lovely</p>")]
    [InlineData("<p>How lovely, @mara@family.test</p>", "<p>How lovely, @mara@family.test</p>")]
    [InlineData("<p>@mara@family.testing How lovely</p>", "<p>@mara@family.testing How lovely</p>")]
    public void The_mention_that_opens_a_reply_is_hidden(string html, string shown) =>
        Assert.Equal(shown, OpeningMentions.Without(Html.Sanitise(html),
    [
        new MentionedPerson(["https://family.test/users/mara"], "mara", "family.test"),
        new MentionedPerson(["https://family.test/users/tom"], "tom", "family.test"),
    ]));
}
