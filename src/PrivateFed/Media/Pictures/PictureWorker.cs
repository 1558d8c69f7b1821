using System.Text.Json;
using NetVips;

namespace PrivateFed.Media.Pictures;

/// <summary>
/// Makes the pictures of one job, in a process of its own (<see cref="MakePictures"/>). Nothing of the file is ever served: each output is
/// encoded anew from pixels alone, so neither the place where a photo was taken nor anything else hidden in the file gets out.
/// </summary>
internal static class PictureWorker
{
    /// <summary>The first word of the command line; the job follows as JSON. The answer is printed as JSON.</summary>
    public const string Command = "make-pictures";

    /// <summary>The exit code when the picture was read, and an output could not be written.</summary>
    public const int CouldNotWrite = 2;

    private const int WebpQuality = 80;

    // Referenced here, so that the garbage collector does not free it while libvips still calls it.
    private static readonly Log.LogDelegate Ignore = (_, _, _) => { };

    public static int Run(string job)
    {
        SetUpLibvips();
        try
        {
            var answer = Make(JsonSerializer.Deserialize(job, PictureJson.Default.PictureJob)!);
            Console.Out.Write(JsonSerializer.Serialize(answer, PictureJson.Default.PictureAnswer));
            return 0;
        }
        catch (VipsException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return CouldNotWrite;
        }
    }

    private static PictureAnswer Make(PictureJob job)
    {
        var reader = new ReadPicture(job.Bounds, job.IsAlone, job.Folder);
        if (reader.FromFile(job.Input) is not { } read)
        {
            return new PictureAnswer(WantsToBeAlone: true);
        }
        if (!read.Succeeded)
        {
            return new PictureAnswer(Made: null, read.Refusal.Words, [.. read.Refusal.Arguments.Select(Convert.ToInt64)]);
        }
        var picture = read.Value;
        var (width, height) = (picture.Width, picture.Height);
        foreach (var output in job.Outputs)
        {
            if (output.Fit != Fit.Inside || picture.Width > output.Width || picture.Height > output.Height)
            {
                using var larger = picture;
                picture = Fitted(larger, output);
            }
            Save(picture, output, Path.Combine(job.Folder, output.Name));
        }
        return new PictureAnswer(new Rendered(width, height, BlurhashOf(picture))
        {
            Taken = job.ReadsDate && reader.Exif is { } exif ? ExifDate.Read(exif) : null,
        });
    }

    private static Image Fitted(Image picture, PictureOutput output)
    {
        var fitted = output.Fit switch
        {
            Fit.Inside => picture.ThumbnailImage(output.Width, height: output.Height, size: Enums.Size.Down),
            Fit.Middle => picture.ThumbnailImage(output.Width, height: output.Height, crop: Enums.Interesting.Centre),
            _ => picture.ThumbnailImage(output.Width, height: output.Height, crop: Enums.Interesting.Attention),
        };
        return fitted.CopyMemory();
    }

    // JPEG is baseline, because every receiver decodes it with little memory. Few photos need a second attempt: only noise is that large.
    private static void Save(Image picture, PictureOutput output, string file)
    {
        if (!output.IsJpeg)
        {
            picture.SaveAsWebp(file, WebpQuality);
            return;
        }
        using var opaque = picture.OnWhite();
        foreach (var quality in output.Qualities ?? [WebpQuality])
        {
            opaque.Jpegsave(file, q: quality, optimizeCoding: true, keep: Enums.ForeignKeep.None);
            if (new FileInfo(file).Length <= output.MaxBytes)
            {
                return;
            }
        }
    }

    private static string BlurhashOf(Image picture)
    {
        using var tiny = picture.ShrunkTo(64);
        using var opaque = tiny.OnWhite();
        var (across, down) = opaque.Width >= opaque.Height ? (4, 3) : (3, 4);
        return Blurhash.Encode(opaque.WriteToMemory<byte>(), opaque.Width, opaque.Height, across, down);
    }

    private static void SetUpLibvips()
    {
        // One thread per picture: two pictures then fill two cores, and pages are still served.
        NetVips.NetVips.Concurrency = 1;

        // Libvips caches operations for programs that repeat them, and the cache holds pixels.
        Cache.Max = 0;

        // A refusal says what is wrong with a file; a stranger's bytes write no lines into our log.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Ignore);

        // The native build also reads SVG, TIFF, raw pixels, CSV and its own format. Nobody in a family sends those as photos, and each
        // parser would be exposed to a stranger's bytes. "Uhdr" would read the brighter picture hidden in a phone's JPEG; "Jpeg" reads the
        // ordinary one.
        NetVips.NetVips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in (string[])["Jpeg", "Png", "Webp", "Nsgif", "Heif"])
        {
            Operation.Block("VipsForeignLoad" + loader, false);
        }
    }
}
