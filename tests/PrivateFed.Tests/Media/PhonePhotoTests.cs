using System.Globalization;
using System.Net;
using System.Text.Json;
using MetadataExtractor.Formats.Exif;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Media;
using PrivateFed.Posts;
using PrivateFed.Tests.Media.Films;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media;

/// <summary>A house that another server follows.</summary>
public sealed class FollowedHouse : IAsyncLifetime
{
    public House House { get; } = new();

    public Neighbour Server { get; private set; } = null!;

    public RemoteHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await House.InitializeAsync();
        Server = await Neighbour.OpenAsync(House);
        await House.WelcomeAsync(Server.Person("joe"));
        Host = await House.HostOfAsync(Server);
    }

    public async ValueTask DisposeAsync()
    {
        await (Server?.DisposeAsync() ?? ValueTask.CompletedTask);
        await House.DisposeAsync();
    }
}

/// <summary>
/// Photos as phones make them, and files made to do harm: sent as a member sends them, each has the outcome that its manifest names
/// (<see cref="PhoneFiles"/>), in everything that anybody is served.
/// </summary>
[Trait("Database", "none")]
public sealed class PhonePhotoTests(FollowedHouse followed, Bait bait)
    : IClassFixture<FollowedHouse>, IClassFixture<Bait>
{
    /// <summary>What exiftool finds in a file without metadata: what it reckons of the pixels themselves, and a JPEG's or WebP's own head.</summary>
    private static readonly string[] OfPixels = ["SourceFile", "ExifTool", "System", "File", "JFIF", "RIFF", "Composite"];

    private static readonly string[] Dates =
        ["IFD0:ModifyDate", "ExifIFD:DateTimeOriginal", "ExifIFD:OffsetTimeOriginal", "IFD0:ExifByteOrder"];

    public static TheoryData<string> Names => PhoneFiles.PhotoNames;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_file_comes_out_as_its_manifest_says(string name)
    {
        var (wanted, house) = (PhoneFiles.Entry(name), followed.House);
        using var mara = await house.BrowserOfAsync(house.Mara);

        var sent = await mara.SendFileAsync(await PhoneFiles.ReadAsync(name, bait), name);

        var photo = await house.ReadAsync(db => db.Photos.AsNoTracking().SingleOrDefaultAsync(photo => photo.SentAs == sent.SentAs));
        if (sent.Status == HttpStatusCode.UnprocessableEntity)
        {
            Assert.NotEqual("accepted", wanted.Text("expected"));
            Assert.Matches(PhoneFiles.Refused(wanted), sent.Text);
            Assert.Null(photo);
            Assert.Equal((0, false), (bait.Reads, bait.WasCalled));
            return;
        }
        Assert.Equal(HttpStatusCode.OK, sent.Status);
        Assert.NotEqual("refused", wanted.Text("expected"));
        AssertDate(PhoneFiles.PathOf(name), photo!.Taken);
        await house.PublishAsync($"From a phone: {name}", [new DescribedPhoto(photo.Id, "")]);
        await JudgeAsync(mara, photo, name, wanted);
    }

    private async Task JudgeAsync(Browser viewer, Photo photo, string name, JsonElement wanted)
    {
        var folder = Directory.CreateTempSubdirectory("privatefed-served-").FullName;
        var link = new Uri(MediaLinks.For(photo.Id, followed.Host, new Addresses(House.Domain))).AbsolutePath;
        (string Name, Task<HttpResponseMessage> Asked)[] served =
        [
            .. Upload.Names.Select(size => (size, viewer.GetAsync($"/photos/{photo.Id}/{size}"))),
            ("sent.jpg", followed.Server.Client.GetAsync(link)),
        ];
        foreach (var (file, asked) in served)
        {
            using var answer = await asked;
            Assert.Equal((file, HttpStatusCode.OK), (file, answer.StatusCode));
            await File.WriteAllBytesAsync(Path.Combine(folder, file), await answer.Content.ReadAsByteArrayAsync());
        }
        var told = Ffmpeg.ExiftoolIsHere ? await TellAsync([PhoneFiles.PathOf(name), .. served.Select(one => Path.Combine(folder, one.Name))]) : [];
        foreach (var (index, file) in served.Select(one => one.Name).Index())
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, file));
            PhoneFiles.AssertNothingSurvives(wanted, bytes, told.Count > 0 ? $"{told[index + 1]}" : "",
                may: file == "full.jpg" ? "2024:06:21 14:03:22" : null);
            PhoneFiles.AssertColours(bytes, wanted, file);
            AssertShape(bytes, wanted, file switch { "small.webp" => 480, "medium.webp" => 1200, "large.webp" => 2400, _ => 4096 });
            if (told.Count > 0)
            {
                AssertOnlyPixels(told[index + 1], file);
            }
        }
        if (told.Count > 0 && photo.Taken is not null)
        {
            Assert.Equal(Found(told[0], "ExifIFD:DateTimeOriginal"), Found(told[1 + Upload.Names.IndexOf("full.jpg")], "ExifIFD:DateTimeOriginal"));
        }
        Directory.Delete(folder, recursive: true);
    }

    private static void AssertShape(byte[] served, JsonElement wanted, int longEdge)
    {
        using var image = NetVips.Image.NewFromBuffer(served);
        if (!wanted.TryGetProperty("upright", out var upright))
        {
            return;
        }
        var (fullWidth, fullHeight) = (upright[0].GetInt32(), upright[1].GetInt32());
        var shrunk = Math.Min(1, (double)longEdge / Math.Max(fullWidth, fullHeight));
        Assert.InRange(image.Width, fullWidth * shrunk - 1, fullWidth * shrunk + 1);
        Assert.InRange(image.Height, fullHeight * shrunk - 1, fullHeight * shrunk + 1);
    }

    /// <summary>What is saved has its date beside; what another server gets, 16 bytes of ours that differ for each.</summary>
    private static void AssertOnlyPixels(JsonElement told, string file)
    {
        foreach (var tag in told.EnumerateObject().Select(tag => tag.Name))
        {
            Assert.True(OfPixels.Contains(tag.Split(':')[0]) || (file == "full.jpg" && Dates.Contains(tag)), $"{file}: {tag}");
        }
    }

    /// <summary>Another library reads the same date; of AVIF it knows nothing, and the date that was planted stands in the file.</summary>
    private static void AssertDate(string file, TakenAt? taken)
    {
        Assert.Equal(file.EndsWith(".avif", StringComparison.Ordinal) ? PlantedDate(file) : DateInExif(file),
            taken?.Clock.ToString("yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture));
    }

    private static string? PlantedDate(string file) =>
        File.ReadAllBytes(file).AsSpan().IndexOf("2024:06:21 14:03:22"u8) < 0 ? null : "2024:06:21 14:03:22";

    private static string? DateInExif(string file) =>
        MetadataExtractor.ImageMetadataReader.ReadMetadata(file).OfType<ExifSubIfdDirectory>()
            .FirstOrDefault(directory => directory.ContainsTag(ExifDirectoryBase.TagDateTimeOriginal)) is { } exif
            ? MetadataExtractor.DirectoryExtensions.GetString(exif, ExifDirectoryBase.TagDateTimeOriginal) : null;

    /// <summary>What exiftool finds in each file, in their order.</summary>
    private static async Task<List<JsonElement>> TellAsync(IEnumerable<string> files) => [.. JsonSerializer.Deserialize<JsonElement>(
        await Ffmpeg.RunAsync("exiftool", ["-a", "-G1", "-s", "-j", .. files])).EnumerateArray()];

    private static string? Found(JsonElement told, string tag) => told.TryGetProperty(tag, out var value) ? value.GetString() : null;
}
