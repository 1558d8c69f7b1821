using System.Globalization;
using PrivateFed.Media;
using PrivateFed.Media.Films;
using PrivateFed.Media.Pictures;

namespace PrivateFed.Tests.Media;

/// <summary>When a photo was taken is what the clock of the place showed, and only what can be true.</summary>
[Trait("Database", "none")]
public class TakenAtTests
{
    private const ushort Original = 0x9003;
    private const ushort Digitized = 0x9004;
    private const ushort OriginalOffset = 0x9011;
    private const ushort DigitizedOffset = 0x9012;

    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2025:06:14 23:30:05", "+09:00", "2025-06-14 23:30:05 540")]
    [InlineData("2025:06:14 23:30:05", "-03:30", "2025-06-14 23:30:05 -210")]
    [InlineData("2025:06:14 23:30:05", "Z", "2025-06-14 23:30:05 0")]
    [InlineData("2025-06-14 23:30:05", null, "2025-06-14 23:30:05 ")]
    [InlineData("2025:06:14 23:30:05", "+19:00", "2025-06-14 23:30:05 ")]
    [InlineData("2025:06:14 23:30:05", "   :  ", "2025-06-14 23:30:05 ")]
    [InlineData("0000:00:00 00:00:00", null, null)]
    [InlineData("    :  :     :  :  ", null, null)]
    [InlineData("2025:02:30 10:00:00", null, null)]
    [InlineData("yesterday", "+09:00", null)]
    public void A_camera_says_the_time_on_its_clock_and_perhaps_the_zone(string clock, string? offset, string? expected) =>
        Assert.Equal(expected, Shown(ExifDate.Read(Secrets.Dates((Original, clock), (OriginalOffset, offset)))));

    [Theory]
    [InlineData("2025:06:14", 14, 30, 7, "540")]
    [InlineData("2025:06:14", 17, 47, 5, "345")]
    [InlineData("2025:06:15", 9, 27, 0, "-600")]
    [InlineData("2025:06:14", 14, 22, 0, "")]
    [InlineData("2025:06:20", 14, 30, 0, "")]
    [InlineData("someday", 14, 30, 0, "")]
    public void Satellites_tell_the_zone_where_the_camera_does_not(string day, int hours, int minutes, int seconds, string offset) =>
        Assert.Equal($"2025-06-14 23:30:05 {offset}",
            Shown(ExifDate.Read(Secrets.Dates((Original, "2025:06:14 23:30:05"), default, day, [hours, minutes, seconds]))));

    [Fact]
    public void The_date_of_scanning_is_the_second_choice()
    {
        Assert.Equal("2025-06-14 23:30:05 120",
            Shown(ExifDate.Read(Secrets.Dates((Digitized, "2025:06:14 23:30:05"), (DigitizedOffset, "+02:00")))));
        Assert.Equal("2020-01-02 03:04:05 ",
            Shown(ExifDate.Read(Secrets.Dates((Digitized, "2025:06:14 23:30:05"), (Original, "2020:01:02 03:04:05")))));
    }

    [Fact]
    public void A_broken_block_is_no_date_and_no_harm()
    {
        var whole = Secrets.Dates((Original, "2025:06:14 23:30:05"), (OriginalOffset, "+09:00"), "2025:06:14", [14, 30, 5]);
        var random = new Random(18);
        Assert.Null(ExifDate.Read([]));
        for (var round = 0; round < 3_000; round++)
        {
            var broken = whole[..random.Next(whole.Length)];
            for (var bytes = random.Next(6); bytes > 0 && broken.Length > 0; bytes--)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }
            _ = ExifDate.Read(broken);
        }
    }

    [Theory]
    [InlineData("2026-11-30 12:00:00", null, true)]
    [InlineData("2026-12-01 01:00:00", "13:00", true)]
    [InlineData("2026-12-05 12:00:00", null, false)]
    [InlineData("9999-12-31 23:59:59", "14:00", false)]
    [InlineData("1990-01-01 00:00:00", null, true)]
    [InlineData("1989-12-31 23:59:59", null, false)]
    [InlineData("1970-01-01 01:00:00", "01:00", false)]
    public void What_cannot_be_true_is_none(string clock, string? offset, bool isDate)
    {
        var taken = new TakenAt(DateTime.Parse(clock, CultureInfo.InvariantCulture),
            offset is null ? null : TimeSpan.Parse(offset, CultureInfo.InvariantCulture));

        Assert.Equal(isDate ? taken : null, taken.OrNoneIfAbsurd(Now));
    }

    [Theory]
    [InlineData("\"com.apple.quicktime.creationdate\":\"2025-06-14T23:30:05+0900\",\"creation_time\":\"2025-06-14T14:30:05.000000Z\"",
        "2025-06-14 23:30:05 540")]
    [InlineData("\"creation_time\":\"2025-06-14T22:30:05.250000Z\"", "2025-06-15 00:30:05 120")]
    [InlineData("\"creation_time\":\"never\"", null)]
    [InlineData("\"title\":\"2025\"", null)]
    public void A_film_says_the_zone_of_the_place_or_UTC_which_the_houses_clocks_show(string tags, string? expected)
    {
        var facts = FilmFacts.Parse($"{{\"streams\":[],\"format\":{{\"duration\":\"2.0\",\"tags\":{{{tags}}}}}}}");

        Assert.Equal(expected, Shown(facts.TakenIn(TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"))));
    }

    private static string? Shown(TakenAt? taken) => taken is null ? null
        : string.Create(CultureInfo.InvariantCulture, $"{taken.Clock:yyyy-MM-dd HH:mm:ss} {taken.Offset?.TotalMinutes}");
}
