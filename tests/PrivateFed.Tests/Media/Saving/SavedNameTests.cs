using System.Text;
using PrivateFed.Media.Saving;

namespace PrivateFed.Tests.Media.Saving;

/// <summary>Names of what people save: legible, and taken by Windows, macOS and phones.</summary>
[Trait("Database", "none")]
public class SavedNameTests
{
    private static readonly DateOnly Day = new(2026, 7, 14);

    [Theory]
    [InlineData("Summer in Sweden", "Summer in Sweden.zip")]
    [InlineData("AC/DC: live?", "AC DC live.zip")]
    [InlineData("a\\b|c*d\"e<f>g", "a b c d e f g.zip")]
    [InlineData("CON", "_CON.zip")]
    [InlineData("lpt¹.photos", "_lpt¹.photos.zip")]
    [InlineData("Connie", "Connie.zip")]
    [InlineData("...hidden. ", "hidden.zip")]
    [InlineData("-rf", "rf.zip")]
    [InlineData("../../etc/passwd", "etc passwd.zip")]
    [InlineData("Gran\u202egpj.exe", "Gran gpj.exe.zip")]
    [InlineData("Sjo\u0308", "Sjö.zip")]
    [InlineData("夏の湖 👨‍👩‍👧", "夏の湖 👨‍👩‍👧.zip")]
    [InlineData("///", "Album.zip")]
    public void An_album_gives_its_title(string title, string expected) => Assert.Equal(expected, SavedName.OfAlbum(title));

    [Theory]
    [InlineData("Midsummer at the lake", "<p>It rained.</p>", "2026-07-14 Midsummer at the lake 03.jpg")]
    [InlineData("", "<p>It <em>rained</em> all day, and we sat in the boathouse with waffles and a very old book.</p>",
        "2026-07-14 It rained all day, and we sat in the boathouse 03.jpg")]
    [InlineData("", "<p>Last year he swam like a spoon. This year he's a fish.</p>", "2026-07-14 Last year he swam like a spoon 03.jpg")]
    [InlineData("", "<p>Oh no! The cake is gone.</p>", "2026-07-14 Oh no! The cake is gone 03.jpg")]
    [InlineData("", "", "2026-07-14 03.jpg")]
    public void A_photo_is_named_by_day_words_and_number(string title, string html, string expected) =>
        Assert.Equal(expected, SavedName.OfPhoto(Photo(title, html, position: 2), Day, digits: 2));

    [Fact]
    public void The_longest_name_fits_every_file_system()
    {
        foreach (var letter in new[] { "x", "湖", "👨‍👩‍👧" })
        {
            var words = string.Concat(Enumerable.Repeat(letter, 500));
            var name = SavedName.OfPhoto(Photo(words, "", position: 99), Day, digits: 3);
            Assert.InRange(Encoding.UTF8.GetByteCount(name), 20, 143);
            Assert.Equal(name, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)));
        }
    }

    [Fact]
    public void No_two_names_differ_in_case_alone() =>
        Assert.Equal(["A 01.jpg", "a 01 (2).jpg", "b 01.jpg", "A 01 (3).jpg"],
            SavedName.Unique(["A 01.jpg", "a 01.jpg", "b 01.jpg", "A 01.jpg"]));

    private static SavedPhoto Photo(string title, string html, int position) =>
        new(Guid.NewGuid(), position, new SavedPost(Guid.NewGuid(), title, html, null, Day.ToDateTime(TimeOnly.MinValue)), HasNumber: true);
}
