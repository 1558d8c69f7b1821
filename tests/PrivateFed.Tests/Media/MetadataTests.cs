using System.Text;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Iptc;
using MetadataExtractor.Formats.Xmp;
using NetVips;

namespace PrivateFed.Tests.Media;

/// <summary>Where a photo was taken, by whom and with what, stays with the family (F3).</summary>
[Trait("Database", "none")]
public class MetadataTests
{
    [Fact]
    public void A_photo_keeps_nothing_but_its_pixels()
    {
        using var photo = Drawing.Photo(4000, 3000);
        var thumbnail = Drawing.Photo(160, 120).JpegsaveBuffer();
        var pixels = photo.JpegsaveBuffer(q: 92, keep: Enums.ForeignKeep.Icc, profile: "srgb");
        using var upload = new Upload(Secrets.InJpeg(pixels, orientation: 6, thumbnail));
        AssertTheSecretsAreThere(ImageMetadataReader.ReadMetadata(upload.File));

        var rendered = upload.RenderWell();

        Assert.Equal((3000, 4000), (rendered.Width, rendered.Height));
        Assert.All(upload.Made, AssertOnlyPixels);
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".avif")]
    public void Nor_does_a_picture_of_another_kind(string kind)
    {
        using var upload = new Upload(WithSecrets(kind));
        var before = Encoding.Latin1.GetString(File.ReadAllBytes(upload.File));
        Assert.Contains(Secrets.Owner, before, StringComparison.Ordinal);
        Assert.Contains(Secrets.Serial, before, StringComparison.Ordinal);

        upload.RenderWell();

        Assert.All(upload.Made, AssertOnlyPixels);
    }

    [Fact]
    public void A_face_keeps_nothing_but_its_pixels()
    {
        using var upload = new Upload([]);
        var photo = Secrets.InJpeg(Drawing.Photo(640, 480).JpegsaveBuffer(profile: "srgb"), 6, Drawing.Photo(16, 12).JpegsaveBuffer());

        Assert.True(upload.Face(photo).Succeeded);

        AssertOnlyPixels(upload.File);
    }

    private static byte[] WithSecrets(string kind)
    {
        using var picture = Drawing.Photo(300, 200).Mutate(mutable =>
        {
            mutable.Set(GValue.BlobType, "exif-data", Secrets.Exif(1, Drawing.Photo(16, 12).JpegsaveBuffer()));
            mutable.Set(GValue.BlobType, "xmp-data", Secrets.Xmp);
            mutable.Set(GValue.GStrType, "png-comment-0-Author", Secrets.Owner);
        });
        return picture.WriteToBuffer(kind, new VOption { { "keep", Enums.ForeignKeep.All } });
    }

    private static void AssertTheSecretsAreThere(IReadOnlyList<MetadataExtractor.Directory> found)
    {
        Assert.Equal(59.33, found.OfType<GpsDirectory>().Single().GetGeoLocation()!.Latitude, 0.01);
        var shot = found.OfType<ExifSubIfdDirectory>().Single();
        Assert.Equal(Secrets.Serial, shot.GetString(ExifDirectoryBase.TagBodySerialNumber));
        Assert.True(shot.ContainsTag(ExifDirectoryBase.TagMakernote));
        var camera = found.OfType<ExifIfd0Directory>().Single();
        Assert.Equal(Secrets.Owner, camera.GetString(ExifDirectoryBase.TagArtist));
        Assert.Equal(6, camera.GetInt32(ExifDirectoryBase.TagOrientation));
        Assert.True(found.OfType<ExifThumbnailDirectory>().Single().GetInt32(ExifThumbnailDirectory.TagThumbnailLength) > 0);
        Assert.Contains(Secrets.Owner, found.OfType<XmpDirectory>().Single().GetXmpProperties().Values);
        Assert.Equal(Secrets.Owner, found.OfType<IptcDirectory>().Single().GetString(IptcDirectory.TagByLine));
        Assert.Contains(found, directory => directory.Name == "ICC Profile");
        Assert.Contains(found, directory => directory.Name == "JpegComment");
    }

    private static void AssertOnlyPixels(string file)
    {
        string[] harmless = ["JPEG", "JFIF", "Huffman", "WebP", "File Type", "File"];
        Assert.All(ImageMetadataReader.ReadMetadata(file), directory => Assert.Contains(directory.Name, harmless));

        var bytes = File.ReadAllBytes(file);
        var text = Encoding.Latin1.GetString(bytes);
        Assert.All(Secrets.Marks, mark => Assert.DoesNotContain(mark, text, StringComparison.Ordinal));

        string[] needed = ["FFE0", "FFDB", "FFC0", "FFC4", "FFDA", "VP8 ", "VP8L", "VP8X", "ALPH"];
        Assert.All(Containers.PartsOf(bytes), part => Assert.Contains(part, needed));
    }
}
