using System.Diagnostics;
using System.Text;
using NetVips;
using PrivateFed.Media;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media;

/// <summary>Files made to deceive or to exhaust (F1, F2). Alone, since time and memory are measured.</summary>
[Trait("Database", "none")]
[Collection(nameof(MeasuredAlone))]
public class RefusalTests
{
    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><script>alert(1)</script></svg>")]
    [InlineData("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")]
    [InlineData("<!DOCTYPE html><title>hello</title>")]
    [InlineData("%PDF-1.7\n1 0 obj")]
    [InlineData("PK\u0003\u0004zip")]
    [InlineData("MZ\u0090exe")]
    [InlineData("#EXTM3U\nfile:///etc/passwd")]
    [InlineData("\0\0\0\u0018ftypisom\0\0\0\0isomiso2")]
    [InlineData("P6 1 1 255 abc")]
    [InlineData("II*\0tiff")]
    [InlineData("\u00FF\u00D8\u00FF")]
    [InlineData("GIF89a/*=1;alert(1)//*/")]
    [InlineData("RIFF\u0004\0\0\0WEBP")]
    [InlineData("\0\0\0\u0014ftypavif\0\0\0\0avif")]
    [InlineData("x")]
    public void What_is_not_a_picture_is_refused_whatever_it_is_called(string content)
    {
        using var upload = new Upload(Encoding.Latin1.GetBytes(content), "holiday.jpg");

        Assert.EndsWith(".", upload.RenderToRefusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_called_empty()
    {
        using var upload = new Upload([]);

        Assert.Contains("empty", upload.RenderToRefusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("heic", "mif1heic", "damaged")]
    [InlineData("mif1", "mif1heic", "damaged")]
    [InlineData("hevc", "msf1hevc", "HEIC")]
    public void A_head_of_Apples_format_without_a_picture_is_refused(string major, string compatible, string word)
    {
        using var upload = new Upload(Encoding.Latin1.GetBytes($"\0\0\0\u0018ftyp{major}\0\0\0\0{compatible}"));

        Assert.Contains(word, upload.RenderToRefusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50_000, 50_000)]
    [InlineData(65_535, 2_000)]
    [InlineData(1_000_000, 130)]
    [InlineData(int.MaxValue, 1)]
    public async Task A_picture_that_claims_to_be_enormous_is_refused_at_once(int width, int height)
    {
        var png = Containers.PngThatClaims(width, height);
        Assert.True(png.Length < 1000);
        using var upload = new Upload(png);
        await using var decoders = DecoderWatch.Of(upload.File);
        var clock = Stopwatch.StartNew();

        upload.RenderToRefusal();

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5));
        Assert.InRange(decoders.PeakMegabytes, 0, 50);
    }

    [Fact]
    public void A_progressive_photo_has_a_lower_limit_because_it_is_decoded_whole()
    {
        var file = Drawing.Plain(10_000, 6_000, Drawing.Green).JpegsaveBuffer(interlace: true);
        using var upload = new Upload(file);

        Assert.Contains("60 megapixels", upload.RenderToRefusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ten_thousand_frames_the_first_is_shown()
    {
        using var upload = new Upload(Containers.GifOf(10_000));
        var clock = Stopwatch.StartNew();

        var rendered = upload.RenderWell();

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5));
        Assert.Equal((1, 1), (rendered.Width, rendered.Height));
        using var full = upload.Open("full.jpg");
        Drawing.AssertColour(full, 0, 0, Drawing.Red);
    }

    [Theory]
    [InlineData(".jpg", 0.1)]
    [InlineData(".jpg", 0.6)]
    [InlineData(".jpg", 0.98)]
    [InlineData(".png", 0.1)]
    [InlineData(".png", 0.98)]
    [InlineData(".webp", 0.1)]
    [InlineData(".webp", 0.98)]
    [InlineData(".gif", 0.6)]
    [InlineData(".avif", 0.1)]
    [InlineData(".avif", 0.98)]
    public void A_file_that_was_cut_off_is_refused(string kind, double kept)
    {
        var whole = Drawing.Photo(400, 300).WriteToBuffer(kind);
        using var upload = new Upload(whole[..(int)(whole.Length * kept)]);

        Assert.Contains("cut off", upload.RenderToRefusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, 300)]
    [InlineData(4_400, 3_300)]
    public void A_photo_whose_pixels_changed_along_the_way_is_refused(int width, int height)
    {
        var rotten = Drawing.Photo(width, height).JpegsaveBuffer();
        new Random(3).NextBytes(rotten.AsSpan(rotten.Length / 2, 400));
        using var upload = new Upload(rotten);

        Assert.Contains("damaged", upload.RenderToRefusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_photo_with_stray_bytes_before_its_end_is_whole()
    {
        var whole = Drawing.FourCorners(400, 300).JpegsaveBuffer();
        using var upload = new Upload([.. whole[..^2], 0, 0, 0, 0, 0, 0, 0, 0, .. whole[^2..]]);

        upload.RenderWell();

        using var full = upload.Open("full.jpg");
        Drawing.AssertColour(full, 350, 250, Drawing.White);
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".gif")]
    [InlineData(".webp")]
    public void A_picture_with_a_program_behind_it_loses_the_program(string kind)
    {
        byte[] polyglot = [.. Drawing.FourCorners(60, 40).WriteToBuffer(kind), .. "/*--><script>alert(document.cookie)</script>PK\x3\x4"u8];
        using var upload = new Upload(polyglot, "photo.html");

        upload.RenderWell();

        Assert.All(upload.Made, file => Assert.DoesNotContain("script", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public void A_face_is_refused_like_any_picture()
    {
        using var upload = new Upload([]);
        byte[][] offered = [Containers.PngThatClaims(50_000, 50_000), "<svg/>"u8.ToArray(), []];

        Assert.All(offered, picture => Assert.False(upload.Face(picture).Succeeded));

        upload.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_nothing()
    {
        using var upload = new Upload(Drawing.Photo(40, 30).JpegsaveBuffer());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => MakeRenditions.MakeAsync(upload.File, upload.Folder, new CancellationToken(true)));

        upload.AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_to_is_an_error_and_leaves_nothing()
    {
        using var upload = new Upload(Drawing.Photo(40, 30).JpegsaveBuffer());

        await Assert.ThrowsAnyAsync<IOException>(
            () => MakeRenditions.MakeAsync(upload.File, Path.Combine(upload.File, "made"), TestContext.Current.CancellationToken));

        upload.AssertNothingIsLeft();
    }
}
