using NetVips;

namespace PrivateFed.Tests.Media;

[Trait("Database", "none")]
public class RenditionTests
{
    [Fact]
    public void A_photo_becomes_three_sizes_and_one_for_other_servers()
    {
        using var upload = new Upload(Drawing.Photo(5000, 3750).JpegsaveBuffer());

        var rendered = upload.RenderWell();

        Assert.Equal((4096, 3072), (rendered.Width, rendered.Height));
        Assert.Equal(["480x360", "1200x900", "2400x1800", "4096x3072"], Upload.Names.Select(name => SizeOf(upload, name)));
        Assert.True(new FileInfo(Path.Combine(upload.Folder, "full.jpg")).Length < 16_000_000);
        Assert.Equal(28, rendered.Blurhash.Length);
        Assert.Equal('L', rendered.Blurhash[0]);
    }

    [Fact]
    public void A_small_picture_is_never_enlarged()
    {
        using var upload = new Upload(Drawing.Photo(200, 300).PngsaveBuffer());

        var rendered = upload.RenderWell();

        Assert.All(Upload.Names, name => Assert.Equal("200x300", SizeOf(upload, name)));
        Assert.Equal('T', rendered.Blurhash[0]);
    }

    [Fact]
    public void Pure_noise_still_fits_what_other_servers_take()
    {
        using var noise = Image.Gaussnoise(4096, 4096, mean: 128, sigma: 90, seed: 3);
        using var upload = new Upload(noise.Bandjoin(noise.Rot90(), noise.Rot180()).Cast(Enums.BandFormat.Uchar).JpegsaveBuffer(q: 95));

        upload.RenderWell();

        Assert.InRange(new FileInfo(Path.Combine(upload.Folder, "full.jpg")).Length, 1_000_000, 16_000_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void However_the_camera_was_held_the_picture_is_upright(int orientation)
    {
        using var upright = Drawing.FourCorners(120, 80);
        using var stored = AsHeld(upright, orientation);
        using var upload = new Upload(Secrets.InJpeg(stored.JpegsaveBuffer(q: 95), orientation, []));

        var rendered = upload.RenderWell();

        Assert.Equal((120, 80), (rendered.Width, rendered.Height));
        Assert.All(Upload.Names, name => AssertFourCorners(upload, name));
    }

    [Theory]
    [InlineData(1, 1, 1, 1, 1, 1)]
    [InlineData(30_000, 200, 4096, 27, 480, 3)]
    [InlineData(20, 20_000, 4, 4096, 1, 480)]
    public void A_picture_of_an_odd_shape_is_a_picture(
        int width, int height, int fullWidth, int fullHeight, int smallWidth, int smallHeight)
    {
        using var upload = new Upload(Drawing.Plain(width, height, Drawing.Green).JpegsaveBuffer());

        var rendered = upload.RenderWell();

        Assert.Equal((fullWidth, fullHeight), (rendered.Width, rendered.Height));
        Assert.Equal($"{smallWidth}x{smallHeight}", SizeOf(upload, "small.webp"));
    }

    [Theory]
    [InlineData("photo.svg")]
    [InlineData("no extension [page=3,access=random]")]
    [InlineData("..\\..\\etc\\passwd%00.html")]
    [InlineData("\U0001F476\U0001F382 bébé.heic")]
    public void A_name_says_nothing_about_a_file(string name)
    {
        using var upload = new Upload(Drawing.FourCorners(60, 40).JpegsaveBuffer(q: 95), name);

        upload.RenderWell();

        AssertFourCorners(upload, "full.jpg");
    }

    [Fact]
    public void Making_them_again_replaces_them()
    {
        using var upload = new Upload(Drawing.Plain(60, 40, Drawing.Red).JpegsaveBuffer());
        upload.RenderWell();
        File.WriteAllBytes(upload.File, Drawing.Plain(40, 60, Drawing.Blue).JpegsaveBuffer());

        upload.RenderWell();

        Assert.Equal(4, Directory.GetFileSystemEntries(upload.Folder).Length);
        Assert.All(Upload.Names, name => Assert.Equal("40x60", SizeOf(upload, name)));
    }

    [Theory]
    [InlineData(600, 200)]
    [InlineData(90, 170)]
    public void A_face_is_a_square_cut_from_the_middle(int width, int height)
    {
        using var upload = new Upload([]);
        var picture = Drawing.Plain(width, height, Drawing.Red).JpegsaveBuffer();

        var face = upload.Face(picture);

        using var made = Image.NewFromFile(face.Value!.FullName);
        Assert.Equal((176, 176), (made.Width, made.Height));
        Drawing.AssertColour(made, 88, 88, Drawing.Red);
        upload.AssertNothingIsLeft();
    }

    private static string SizeOf(Upload upload, string name)
    {
        using var picture = upload.Open(name);
        return $"{picture.Width}x{picture.Height}";
    }

    private static void AssertFourCorners(Upload upload, string name)
    {
        using var picture = upload.Open(name);
        var (right, bottom) = (picture.Width - 6, picture.Height - 6);
        Drawing.AssertColour(picture, 5, 5, Drawing.Red);
        Drawing.AssertColour(picture, right, 5, Drawing.Green);
        Drawing.AssertColour(picture, 5, bottom, Drawing.Blue);
        Drawing.AssertColour(picture, right, bottom, Drawing.White);
    }

    // What the sensor stores, for a picture that is upright when turned as EXIF says.
    private static Image AsHeld(Image upright, int orientation) => orientation switch
    {
        1 => upright.Copy(),
        2 => upright.FlipHor(),
        3 => upright.Rot180(),
        4 => upright.FlipVer(),
        5 => upright.Rot90().FlipHor(),
        6 => upright.Rot270(),
        7 => upright.Rot270().FlipHor(),
        _ => upright.Rot90(),
    };
}
