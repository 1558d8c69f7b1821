using System.Text.Json;
using PrivateFed.Media.Confinement;

namespace PrivateFed.Media.Pictures;

/// <summary>
/// Makes files of a picture that somebody sent, in a confined process, two at a time. A picture takes the memory of its pixels, so this
/// limit, not the number of uploads, bounds the memory that the machine needs; a third picture waits.
/// </summary>
internal static class MakePictures
{
    private const int SlotCount = 2;

    private static readonly SemaphoreSlim Slots = new(SlotCount, SlotCount);
    private static readonly SemaphoreSlim RemoteSlots = new(1, 1);
    private static readonly SemaphoreSlim LargeSlots = new(1, 1);

    /// <summary>What a decoder says that it cannot read.</summary>
    public static readonly Refusal Damaged = new(
        "This picture is damaged or was cut off along the way. Please choose it again; if that doesn't help, the file itself is broken.");

    /// <summary>
    /// Makes the outputs beside their destination, and moves them there when all are made, the first one last. After a refusal or an
    /// exception nothing is left.
    /// </summary>
    /// <param name="destination">The folder that the outputs are for, which is created.</param>
    /// <param name="readsDate">Whether to say when the picture was taken.</param>
    /// <exception cref="IOException">The file cannot be opened or the outputs cannot be written (a full disk).</exception>
    public static async Task<Result<Rendered>> MakeAsync(
        string input, PictureBounds bounds, string destination, IReadOnlyList<PictureOutput> outputs, CancellationToken cancellation,
        bool readsDate = false)
    {
        await Slots.WaitAsync(cancellation);
        var folder = $"{Path.TrimEndingDirectorySeparator(destination)}.{Guid.CreateVersion7():N}.part";
        try
        {
            using (File.OpenRead(input))
            {
                // An unreadable path is the house's trouble, not the sender's.
            }
            Directory.CreateDirectory(folder);
            var job = new PictureJob(Path.GetFullPath(input), Path.GetFullPath(folder), bounds, outputs, ReadsDate: readsDate);
            var made = await RunAsync(job, cancellation) ?? await RunAloneAsync(job, cancellation);
            if (made.Succeeded)
            {
                MoveInto(destination, folder, outputs);
            }
            return made;
        }
        finally
        {
            DeleteIfThere(folder);
            Slots.Release();
        }
    }

    /// <summary>
    /// The same for pictures from other servers, one at a time: however many follow requests arrive, a slot stays free for the family's
    /// photos.
    /// </summary>
    public static async Task<Result<Rendered>> MakeRemoteAsync(
        byte[] picture, PictureBounds bounds, string destination, PictureOutput output, CancellationToken cancellation)
    {
        await RemoteSlots.WaitAsync(cancellation);
        var input = Path.Combine(destination, $"{Guid.CreateVersion7():N}.part");
        try
        {
            Directory.CreateDirectory(destination);
            await File.WriteAllBytesAsync(input, picture, cancellation);
            return await MakeAsync(input, bounds, destination, [output], cancellation);
        }
        finally
        {
            File.Delete(input);
            RemoteSlots.Release();
        }
    }

    private static async Task<Result<Rendered>> RunAloneAsync(PictureJob job, CancellationToken cancellation)
    {
        await LargeSlots.WaitAsync(cancellation);
        try
        {
            return await RunAsync(job with { IsAlone = true }, cancellation) ?? Damaged;
        }
        finally
        {
            LargeSlots.Release();
        }
    }

    /// <returns>Null for a large picture that has to be alone.</returns>
    private static async Task<Result<Rendered>?> RunAsync(PictureJob job, CancellationToken cancellation)
    {
        var limits = new DecoderLimits
        {
            Readable = [job.Input],
            Writable = [job.Folder],
            Seconds = 120,
            ProcessorSeconds = 60,
            Memory = 1_500_000_000,
            FileSize = 64 * 1024 * 1024,
        };
        var ended = await ConfinedProcess.RunAsync(
            [.. ConfinedProcess.ThisProgram, PictureWorker.Command, JsonSerializer.Serialize(job, PictureJson.Default.PictureJob)],
            limits, cancellation);
        if (ended.ExitCode == PictureWorker.CouldNotWrite)
        {
            throw new IOException($"The pictures could not be written to {job.Folder}: {ended.Errors}");
        }
        // Without an answer the decoder broke off, or was ended.
        if (ended.ExitCode != 0)
        {
            return Damaged;
        }
        var answer = JsonSerializer.Deserialize(ended.Output, PictureJson.Default.PictureAnswer)!;
        return answer.WantsToBeAlone ? null
            : answer.Made is { } made ? made
            : new Refusal(answer.Refusal!, [.. (answer.Arguments ?? []).Cast<object>()]);
    }

    private static void MoveInto(string destination, string folder, IReadOnlyList<PictureOutput> outputs)
    {
        Directory.CreateDirectory(destination);
        foreach (var output in outputs.Reverse())
        {
            File.Move(Path.Combine(folder, output.Name), Path.Combine(destination, output.Name), overwrite: true);
        }
    }

    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
