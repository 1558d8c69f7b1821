using System.Globalization;
using ImageMagick;

namespace PrivateFed.Media.Pictures;

/// <summary>Reads from an Exif block (Exif 2.32, 4.6.5 and 4.6.6) when the photo was taken.</summary>
public static class ExifDate
{
    private static readonly string[] Formats = ["yyyy:MM:dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm:ss"];

    /// <summary>Offsets from UTC are whole quarters of an hour, from -12 to +14 hours.</summary>
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan West = TimeSpan.FromHours(-12);
    private static readonly TimeSpan East = TimeSpan.FromHours(14);

    /// <summary>Satellites were heard a little before or after the picture was taken.</summary>
    private static readonly TimeSpan Inexact = TimeSpan.FromMinutes(5);

    /// <summary>Stands before the block in a JPEG, and not in every other kind of file; the library wants it.</summary>
    private static ReadOnlySpan<byte> Header => "Exif\0\0"u8;

    /// <returns>Null where the block says nothing that can be understood.</returns>
    public static TakenAt? Read(byte[] exif)
    {
        try
        {
            var profile = new ExifProfile(exif.AsSpan().StartsWith(Header) ? exif : [.. Header, .. exif]);
            return Read(profile, ExifTag.DateTimeOriginal, ExifTag.OffsetTimeOriginal)
                ?? Read(profile, ExifTag.DateTimeDigitized, ExifTag.OffsetTimeDigitized);
        }
        // A broken block costs a photo its date, and nothing else.
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static TakenAt? Read(ExifProfile profile, ExifTag<string> date, ExifTag<string> offset) =>
        DateTime.TryParseExact(Text(profile, date), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)
            ? new TakenAt(clock, ParseOffset(Text(profile, offset)) ?? OffsetFromUtc(profile, clock)) : null;

    private static string Text(ExifProfile profile, ExifTag<string> tag) => profile.GetValue(tag)?.Value.Trim('\0', ' ') ?? "";

    private static TimeSpan? ParseOffset(string offset) =>
        offset == "Z" ? TimeSpan.Zero
        : offset.Length == 6 && TimeSpan.TryParseExact(offset[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var length)
            ? InRange(offset[0] == '-' ? -length : length) : null;

    /// <summary>The offset with which the clock agrees with the satellites', which show UTC.</summary>
    private static TimeSpan? OffsetFromUtc(ExifProfile profile, DateTime clock)
    {
        if (profile.GetValue(ExifTag.GPSTimestamp)?.Value is not [var hours, var minutes, var seconds]
            || !DateTime.TryParseExact(Text(profile, ExifTag.GPSDateStamp), ["yyyy:MM:dd", "yyyy-MM-dd"], CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var day))
        {
            return null;
        }
        var difference = clock - day - TimeSpan.FromSeconds((3_600 * hours.ToDouble()) + (60 * minutes.ToDouble()) + seconds.ToDouble());
        var offset = Quarter * Math.Round(difference / Quarter);
        return (difference - offset).Duration() <= Inexact ? InRange(offset) : null;
    }

    private static TimeSpan? InRange(TimeSpan offset) => offset >= West && offset <= East ? offset : null;
}
