using System.Buffers.Binary;
using System.Diagnostics;
using NetVips;
using PrivateFed.Media;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media;

/// <summary>
/// Files of other people's bug reports: whole pictures that were refused, or came out dark. Alone, since memory is measured.
/// </summary>
[Trait("Database", "none")]
[Collection(nameof(MeasuredAlone))]
public class OddFileTests
{
    // 200 x 100 pixels of one grey, 10 bits, BT.2020 with PQ, as avifenc writes it.
    private const string PqAvif =
        "AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAAD5bWV0YQAAAAAAAAAvaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAFBpY3R1cmVIYW5kbGVyAAAAAA5waXRtAAAAAAAB"
        + "AAAAHmlsb2MAAAAARAAAAQABAAAAAQAAASEAAAAcAAAAKGlpbmYAAAAAAAEAAAAaaW5mZQIAAAAAAQAAYXYwMUNvbG9yAAAAAGppcHJwAAAAS2lwY28AAAAUaXNwZQAAAAAAAADIAAAA"
        + "ZAAAABBwaXhpAAAAAAMKCgoAAAAMYXYxQ4EATAAAAAATY29scm5jbHgACQAQAAkAAAAAF2lwbWEAAAAAAAAAAQABBAECgwQAAAAkbWRhdAoJGB2x8bdCRAJBMg8SAAAAFAAAEAG1SIbx"
        + "Lmg=";

    [Fact]
    public void O21_A_PQ_picture_is_as_bright_as_it_was_meant() => AssertGrey(Convert.FromBase64String(PqAvif), 183);

    [Theory]
    [InlineData(9, 16, 128, 183)]
    [InlineData(1, 16, 128, 183)]
    [InlineData(9, 18, 191, 240)]
    [InlineData(1, 8, 55, 128)]
    [InlineData(1, 13, 128, 128)]
    public void O21_A_PNG_that_names_its_colours_by_numbers_is_shown_by_them(byte primaries, byte transfer, byte sample, double shown) =>
        AssertGrey(WithChunk(Drawing.Plain(60, 40, [sample, sample, sample]), "cICP", [primaries, transfer, 0, 1]), shown);

    [Fact]
    public void O21_A_bright_sky_stays_brighter_than_white_paper()
    {
        var (paper, sky) = (GreyOf(WithChunk(Drawing.Plain(60, 40, [148, 148, 148]), "cICP", [9, 16, 0, 1])),
            GreyOf(WithChunk(Drawing.Plain(60, 40, [170, 170, 170]), "cICP", [9, 16, 0, 1])));

        Assert.InRange(sky, paper + 4, 255);
    }

    [Fact]
    public void O21_The_wide_colours_of_a_PNG_become_the_webs()
    {
        // sRGB's red in Display P3.
        using var upload = new Upload(WithChunk(Drawing.Plain(60, 40, [234, 51, 35]), "cICP", [12, 13, 0, 1]));

        upload.RenderWell();

        using var full = upload.Open("full.jpg");
        Drawing.AssertColour(full, 30, 20, Drawing.Red);
    }

    [Theory]
    [InlineData(100_000, 55, 128)]
    [InlineData(45_455, 128, 128)]
    [InlineData(55_556, 128, 147)]
    public void O24_A_PNG_with_its_own_gamma_is_as_bright_as_browsers_show_it(uint gamma, byte sample, double shown)
    {
        var content = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(content, gamma);

        AssertGrey(WithChunk(Drawing.Plain(60, 40, [sample, sample, sample]), "gAMA", content), shown);
        AssertGrey(WithChunk(Drawing.Plain(60, 40, [sample]).Copy(interpretation: Enums.Interpretation.Bw), "gAMA", content), shown);
        AssertGrey(WithChunk((Drawing.Plain(60, 40, [sample, sample, sample]) * 257).Cast(Enums.BandFormat.Ushort)
            .Copy(interpretation: Enums.Interpretation.Rgb16), "gAMA", content), shown);
    }

    [Fact]
    public void O24_What_is_seen_through_stays_so()
    {
        using var upload = new Upload(WithChunk(Drawing.Plain(60, 40, [55, 55, 55, 0]), "gAMA", [0, 1, 0x86, 0xA0]));

        upload.RenderWell();

        using var small = upload.Open("small.webp");
        Assert.Equal(0, small.Getpoint(30, 20)[3]);
    }

    [Fact]
    public void O24_A_profile_says_it_better_than_a_gamma() =>
        AssertGrey(WithChunk(Drawing.Plain(60, 40, [90, 90, 90]), "gAMA", [0, 1, 0x86, 0xA0], profile: "srgb"), 90);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void O23_A_JPEG_that_lacks_its_end_mark_alone_is_taken(bool progressive)
    {
        var whole = Drawing.FourCorners(400, 300).JpegsaveBuffer(interlace: progressive);
        Assert.Equal([0xFF, 0xD9], whole[^2..]);
        using var upload = new Upload(whole[..^2]);

        upload.RenderWell();

        using var full = upload.Open("full.jpg");
        Drawing.AssertColour(full, 50, 50, Drawing.Red);
        Drawing.AssertColour(full, 350, 250, Drawing.White);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    public void O23_A_progressive_JPEG_that_lost_more_than_that_is_refused(double kept)
    {
        var whole = Drawing.Photo(400, 300).JpegsaveBuffer(interlace: true);
        using var upload = new Upload(whole[..(int)(whole.Length * kept)]);

        Assert.Contains("cut off", upload.RenderToRefusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void O23_A_progressive_JPEG_that_ends_between_two_scans_is_refused()
    {
        var whole = Drawing.Photo(400, 300).JpegsaveBuffer(interlace: true);
        var scans = Enumerable.Range(0, whole.Length - 1).Where(at => whole[at] == 0xFF && whole[at + 1] is 0xDA or 0xC4).ToList();
        Assert.True(scans.Count > 4);

        Assert.All(scans.Skip(2), end =>
        {
            using var upload = new Upload(whole[..end]);
            Assert.Contains("cut off", upload.RenderToRefusal(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void O21_Of_a_moving_AVIF_the_first_picture_is_shown()
    {
        var still = Drawing.Plain(60, 40, Drawing.Red).HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1);
        "avis"u8.CopyTo(still.AsSpan(8));
        using var upload = new Upload(still);

        upload.RenderWell();

        using var full = upload.Open("full.jpg");
        Drawing.AssertColour(full, 30, 20, Drawing.Red);
    }

    [Theory]
    [InlineData(16_320, 12_240)]
    [InlineData(12_000, 9_000)]
    public async Task O25_A_photo_of_two_hundred_megapixels_is_taken_in_little_memory(int width, int height)
    {
        using var upload = new Upload(Drawing.Plain(width, height, [80, 128, 160]).JpegsaveBuffer(q: 60));
        var clock = Stopwatch.StartNew();
        await using var decoders = DecoderWatch.Of(upload.File);

        var rendered = upload.RenderWell();

        Assert.Equal((4096, 3072), (rendered.Width, rendered.Height));
        Assert.InRange(decoders.PeakMegabytes, 20, 150);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30));
        using var full = upload.Open("full.jpg");
        Drawing.AssertColour(full, 2000, 1500, [80, 128, 160]);
    }

    [Theory]
    [InlineData(6, 3072, 4096)]
    [InlineData(3, 4096, 3072)]
    public void O25_A_large_photo_stands_upright(int orientation, int width, int height)
    {
        using var turned = Drawing.Plain(12_000, 9_000, [80, 128, 160])
            .Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", orientation));
        using var upload = new Upload(turned.JpegsaveBuffer(q: 60));

        var rendered = upload.RenderWell();

        Assert.Equal((width, height), (rendered.Width, rendered.Height));
    }

    [Theory]
    [InlineData("A progressive JPEG")]
    [InlineData("More than any phone makes")]
    public void O25_What_cannot_be_bounded_is_refused_with_a_sentence(string what)
    {
        var progressive = what.StartsWith("A p", StringComparison.Ordinal);
        using var upload = new Upload(Drawing.Plain(progressive ? 9_000 : 20_000, progressive ? 6_000 : 11_000, [128])
            .Copy(interpretation: Enums.Interpretation.Bw).JpegsaveBuffer(q: 50, interlace: progressive));

        Assert.Contains("megapixels", upload.RenderToRefusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void U_A_portrait_has_four_megapixels_at_the_most(bool interlaced)
    {
        using var upload = new Upload([]);
        var (large, fine) = (Drawing.Plain(2_001, 2_000, [128]).PngsaveBuffer(interlace: interlaced), Drawing.Plain(2_000, 2_000, [128])
            .PngsaveBuffer(interlace: interlaced));

        Assert.Contains("too large", upload.Face(large).Refusal!.Sentence, StringComparison.Ordinal);
        Assert.True(upload.Face(fine).Succeeded);
    }

    [Fact]
    public async Task U_Of_many_portraits_one_is_made_at_a_time()
    {
        using var upload = new Upload([]);
        var portrait = Drawing.Plain(1_320, 1_320, Drawing.Red).Bandjoin(255).PngsaveBuffer(interlace: true);
        await using var decoders = DecoderWatch.Of(upload.Root);

        var made = await Task.WhenAll(Enumerable.Range(0, 12)
            .Select(number => MakeRemoteAvatar.MakeAsync(portrait, $"{upload.File}-{number}", TestContext.Current.CancellationToken)));

        Assert.All(made, one => Assert.True(one.Succeeded));
        Assert.Equal(1, decoders.MostAtOnce);
    }

    private static void AssertGrey(byte[] file, double expected) => Assert.InRange(GreyOf(file), expected - 4, expected + 4);

    private static double GreyOf(byte[] file)
    {
        using var upload = new Upload(file);
        upload.RenderWell();
        using var full = upload.Open("full.jpg");
        var point = full.Getpoint(30, 20);
        Assert.Equal(3, point.Length);
        Assert.InRange(point.Max() - point.Min(), 0, 3);
        return point.Average();
    }

    /// <summary>A PNG with one chunk more, right behind its header.</summary>
    private static byte[] WithChunk(Image picture, string name, byte[] content, string? profile = null)
    {
        const int afterHeader = 33;
        var png = picture.Format == Enums.BandFormat.Ushort ? picture.PngsaveBuffer(bitdepth: 16) : picture.PngsaveBuffer(profile: profile);
        return [.. png[..afterHeader], .. Containers.PngChunk(name, content), .. png[afterHeader..]];
    }
}
