using NetVips;

namespace PrivateFed.Media;

/// <summary>
/// Runs work on pictures, two at a time. A picture takes the memory of its pixels, so this limit, not the number of uploads, bounds the
/// memory that the house needs; a third picture waits.
/// </summary>
internal static class ImageWork
{
    private const int SlotCount = 2;

    private static readonly SemaphoreSlim Slots = new(SlotCount, SlotCount);
    private static readonly SemaphoreSlim RemoteSlots = new(1, 1);

    // Referenced here, so that the garbage collector does not free it while libvips still calls it.
    private static readonly Log.LogDelegate Ignore = (_, _, _) => { };

    static ImageWork()
    {
        // One thread per picture: two pictures then fill two cores, and pages are still served.
        NetVips.NetVips.Concurrency = 1;

        // Libvips caches operations for programs that repeat them. No photo comes twice, and the cache holds pixels.
        Cache.Max = 0;

        // A refusal says what is wrong with a file; a stranger's bytes write no lines into our log.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Ignore);

        AllowOnlySupportedLoaders();
        GlibcHeap.Trim();
    }

    /// <summary>Waits for a free slot without holding a thread, then runs the work.</summary>
    public static async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await Slots.WaitAsync(cancellation);
        try
        {
            return await Task.Run(work, cancellation);
        }
        finally
        {
            GlibcHeap.Trim();
            Slots.Release();
        }
    }

    /// <summary>
    /// The same for pictures from other servers, one at a time: however many follow requests arrive, a slot stays
    /// free for the family's photos.
    /// </summary>
    public static async Task<T> RunForRemoteAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await RemoteSlots.WaitAsync(cancellation);
        try
        {
            return await RunAsync(work, cancellation);
        }
        finally
        {
            RemoteSlots.Release();
        }
    }

    // The native build also reads SVG, TIFF, raw pixels, CSV and its own format. Nobody in a family sends those as photos, and each parser
    // would be exposed to a stranger's bytes. "Uhdr" would read the brighter picture hidden in a phone's JPEG; "Jpeg" reads the ordinary
    // one.
    private static void AllowOnlySupportedLoaders()
    {
        NetVips.NetVips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in (string[])["Jpeg", "Png", "Webp", "Nsgif", "Heif"])
        {
            Operation.Block("VipsForeignLoad" + loader, false);
        }
    }
}
