using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Media.Uploads;
using PrivateFed.Tests.Languages;
using PrivateFed.Tests.Media.Films;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media.Uploads;

/// <summary>Another implementation of tus, the npm package tus-js-client, understands ours.</summary>
[Trait("Database", "none")]
public sealed class TusClientTests(House house) : IClassFixture<House>
{
    private const int Chunk = 4_000_000;

    private static readonly string Folder = Path.Combine(SourceTexts.Folder, "..", "..", "tests", "PrivateFed.Tests", "tus");

    [Fact]
    public async Task A_film_that_is_cut_off_goes_on_after_the_house_was_restarted()
    {
        Ffmpeg.SkipWithout();
        Assert.True(Directory.Exists(Path.Combine(Folder, "node_modules")), "Node packages are missing: tests/run installs them.");
        using var mara = await TusDevice.OfAsync(house, house.Mara);
        var (id, film) = (Guid.NewGuid(), Padded(await Ffmpeg.FilmAsync(), 5 * Chunk));
        var folder = Directory.CreateTempSubdirectory("privatefed-tus-").FullName;
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "film.mp4"), film);
            Assert.Equal(9, (await UploadAsync(mara, id, folder, cut: 2 * Chunk + 100_000)).Code);
            // The client reports what it gave to the network, so the cut may be before what it reported.
            await Eventually.Happens("a file that nobody writes to", () => Task.FromResult(CanBeWritten(Upload(id).Path)));
            var arrived = Upload(id).Offset;
            Assert.InRange(arrived, Chunk, film.Length - 1);

            await house.RestartAsync();
            var (code, answers) = await UploadAsync(mara, id, folder, cut: 0);

            Assert.Equal((0, $"HEAD 200 {arrived}", "done"), (code, answers[0], answers[^1]));
            Assert.Equal(Math.Ceiling((film.Length - arrived) / (double)Chunk),
                answers.Count(answer => answer.StartsWith("PATCH 204", StringComparison.Ordinal)));
            Assert.DoesNotContain(answers, answer => answer.StartsWith("POST", StringComparison.Ordinal));
            Assert.Equal(film, await File.ReadAllBytesAsync(Upload(id).Path));
            Assert.Equal(HttpStatusCode.OK, (await mara.FinishAsync(id)).StatusCode);
            Assert.True(await house.ReadAsync(db => db.Photos.AnyAsync(photo => photo.SentAs == id && photo.Film != null)));
            Assert.Null(house.Part<UploadFiles>().Find(house.Mara.Id, id));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private ResumableUpload Upload(Guid id) => house.Part<UploadFiles>().Find(house.Mara.Id, id)!;

    private static bool CanBeWritten(string file)
    {
        try
        {
            new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>A box that players pass over makes the film longer.</summary>
    private static byte[] Padded(byte[] film, int length)
    {
        var padded = new byte[length];
        film.CopyTo(padded, 0);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(padded.AsSpan(film.Length), length - film.Length);
        "free"u8.CopyTo(padded.AsSpan(film.Length + 4));
        return padded;
    }

    private async Task<(int Code, string[] Answers)> UploadAsync(TusDevice device, Guid id, string folder, int cut)
    {
        var root = house.Part<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var start = new ProcessStartInfo("node", ["upload.mjs", Path.Combine(folder, "film.mp4"), root + TusDevice.Address,
            Path.Combine(folder, "uploads.json"), $"{Chunk}", $"{cut}"])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(new
        {
            sentAs = id,
            headers = new Dictionary<string, string>
            {
                ["Cookie"] = device.Browser.Cookies.GetCookieHeader(new Uri($"http://{House.Domain}/")),
                ["RequestVerificationToken"] = device.Token,
            },
        }));
        node.StandardInput.Close();
        var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode is 0 or 9, await error);
        return (node.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
