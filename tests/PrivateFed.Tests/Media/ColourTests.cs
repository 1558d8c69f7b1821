using NetVips;

namespace PrivateFed.Tests.Media;

/// <summary>Whatever colours a file counts in, what is served is sRGB, three bytes a pixel, and needs no profile.</summary>
[Trait("Database", "none")]
public class ColourTests
{
    [Fact]
    public void A_phones_wide_colours_become_the_webs()
    {
        using var wide = Drawing.Plain(40, 30, Drawing.Red).IccTransform("p3", inputProfile: "srgb");
        Assert.InRange(wide.Getpoint(5, 5)[1], 40, 60);

        AssertRed(wide.JpegsaveBuffer(q: 95));
    }

    [Fact]
    public void A_print_shops_inks_become_light()
    {
        using var inks = Drawing.Plain(40, 30, [200, 40, 40]).IccTransform("cmyk", inputProfile: "srgb");
        using var upload = new Upload(inks.JpegsaveBuffer(q: 95));
        Assert.Equal(4, inks.Bands);

        upload.RenderWell();

        Assert.All(Upload.Names, name =>
        {
            using var picture = upload.Open(name);
            Assert.Equal(3, picture.Bands);
            Drawing.AssertColour(picture, 20, 15, [200, 40, 40]);
        });
    }

    [Fact]
    public void A_broken_profile_does_not_cost_the_picture()
    {
        using var picture = Drawing.Plain(40, 30, Drawing.Red)
            .Mutate(mutable => mutable.Set(GValue.BlobType, "icc-profile-data", new byte[300]));

        AssertRed(picture.PngsaveBuffer(keep: Enums.ForeignKeep.All));
    }

    [Fact]
    public void Sixteen_bits_become_eight()
    {
        using var deep = (Drawing.Plain(40, 30, Drawing.Red) * 257).Cast(Enums.BandFormat.Ushort)
            .Copy(interpretation: Enums.Interpretation.Rgb16);

        AssertRed(deep.PngsaveBuffer(bitdepth: 16));
    }

    [Fact]
    public void Grey_becomes_colour_without_changing()
    {
        using var grey = Drawing.Plain(40, 30, [90]).Copy(interpretation: Enums.Interpretation.Bw);
        using var upload = new Upload(grey.JpegsaveBuffer());

        upload.RenderWell();

        using var full = upload.Open("full.jpg");
        Assert.Equal(3, full.Bands);
        Drawing.AssertColour(full, 20, 15, [90, 90, 90]);
    }

    [Fact]
    public void A_palette_with_a_hole_is_seen_through_on_the_page_and_white_elsewhere()
    {
        using var seen = Drawing.Plain(20, 30, [255, 0, 0, 255]);
        using var hole = Drawing.Plain(20, 30, [0, 0, 255, 0]);
        using var upload = new Upload(seen.Join(hole, Enums.Direction.Horizontal).PngsaveBuffer(palette: true));

        upload.RenderWell();

        using var full = upload.Open("full.jpg");
        using var small = upload.Open("small.webp");
        Drawing.AssertColour(full, 5, 15, Drawing.Red);
        Drawing.AssertColour(full, 35, 15, Drawing.White);
        Assert.Equal(255, small.Getpoint(5, 15)[3]);
        Assert.Equal(0, small.Getpoint(35, 15)[3]);
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".gif")]
    [InlineData(".avif")]
    public void Every_kind_offered_is_read(string kind) => AssertRed(Drawing.Plain(40, 30, Drawing.Red).WriteToBuffer(kind));

    private static void AssertRed(byte[] file)
    {
        using var upload = new Upload(file);

        upload.RenderWell();

        Assert.All(Upload.Names, name =>
        {
            using var picture = upload.Open(name);
            Drawing.AssertColour(picture, 20, 15, Drawing.Red);
            Assert.False(picture.Contains("icc-profile-data"));
        });
    }
}
