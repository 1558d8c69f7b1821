using NetVips;

namespace PrivateFed.Media;

/// <summary>
/// The two places at which pictures are worked on. A picture takes the memory of its pixels, so the number of places, not the
/// number of uploads, decides what the house needs at most; who comes third waits.
/// </summary>
internal static class Workbench
{
    private const int Places = 2;

    private static readonly SemaphoreSlim Free = new(Places, Places);

    // Held here, or the garbage collector takes it while libvips still calls it.
    private static readonly Log.LogDelegate Ignore = (_, _, _) => { };

    static Workbench()
    {
        // One thread a picture: two pictures at once then fill two cores, and pages are still answered.
        NetVips.NetVips.Concurrency = 1;

        // Libvips remembers operations for programs that repeat them; no photo comes twice, and what it keeps is pixels.
        Cache.Max = 0;

        // What is wrong with a file is said in a refusal; a stranger's bytes write no lines into our log.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Ignore);

        AllowOnlyTheLoadersWeOffer();
        NativeMemory.GiveBack();
    }

    /// <summary>Waits for a place and takes it until the lease is disposed.</summary>
    public static Lease Take(CancellationToken cancellation)
    {
        Free.Wait(cancellation);
        return new Lease();
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

    internal sealed class Lease : IDisposable
    {
        public void Dispose()
        {
            NativeMemory.GiveBack();
            Free.Release();
        }
    }
}
