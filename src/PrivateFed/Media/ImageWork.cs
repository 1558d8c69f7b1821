using NetVips;

namespace PrivateFed.Media;

/// <summary>
/// The two places at which pictures are worked on. A picture takes the memory of its pixels, so the number of places, not the
/// number of uploads, decides what the house needs at most; who comes third waits.
/// </summary>
internal static class ImageWork
{
    private const int Places = 2;

    private static readonly SemaphoreSlim Free = new(Places, Places);
    private static readonly SemaphoreSlim FreeForStrangers = new(1, 1);

    // Held here, or the garbage collector takes it while libvips still calls it.
    private static readonly Log.LogDelegate Ignore = (_, _, _) => { };

    static ImageWork()
    {
        // One thread a picture: two pictures at once then fill two cores, and pages are still answered.
        NetVips.NetVips.Concurrency = 1;

        // Libvips remembers operations for programs that repeat them; no photo comes twice, and what it keeps is pixels.
        Cache.Max = 0;

        // What is wrong with a file is said in a refusal; a stranger's bytes write no lines into our log.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Ignore);

        AllowOnlyTheLoadersWeOffer();
        GlibcHeap.GiveBack();
    }

    /// <summary>Waits for a place, holding no thread, and works there.</summary>
    public static async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await Free.WaitAsync(cancellation);
        try
        {
            return await Task.Run(work, cancellation);
        }
        finally
        {
            GlibcHeap.GiveBack();
            Free.Release();
        }
    }

    /// <summary>
    /// The same for what strangers send, of which one is worked on at a time: however many people ask to be let in, a place stays free for the
    /// family's photos.
    /// </summary>
    public static async Task<T> RunForRemoteAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await FreeForStrangers.WaitAsync(cancellation);
        try
        {
            return await RunAsync(work, cancellation);
        }
        finally
        {
            FreeForStrangers.Release();
        }
    }

    // The native build reads SVG, TIFF, raw pixels, CSV and its own format too. Nobody in a family sends those as photos, and each is
    // a parser that a stranger's bytes would reach. "Uhdr" would read the brighter picture hidden in a phone's JPEG; Jpeg reads the
    // ordinary one.
    private static void AllowOnlyTheLoadersWeOffer()
    {
        NetVips.NetVips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in (string[])["Jpeg", "Png", "Webp", "Nsgif", "Heif"])
        {
            Operation.Block("VipsForeignLoad" + loader, false);
        }
    }
}
