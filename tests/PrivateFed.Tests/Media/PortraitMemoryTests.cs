using Microsoft.EntityFrameworkCore;
using NetVips;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media;

/// <summary>What strangers' portraits cost the running program: the worst of every kind that it takes, and what it does not take.</summary>
[Trait("Database", "none")]
public class PortraitMemoryTests(OperatedHouse house, ITestOutputHelper output) : IClassFixture<OperatedHouse>
{
    private const double MostMegabytes = 64;
    private const double MostSeconds = 1;

    /// <summary>So many ask to be let in at the same moment.</summary>
    private const int Strangers = 3;

    [Fact]
    public async Task U_Portraits_made_to_exhaust_cost_the_server_no_more_than_64_MB_and_a_second_each()
    {
        await ShowAsync(Drawing.Photo(400, 400).PngsaveBuffer());
        await ShowAsync(Drawing.Photo(400, 400).JpegsaveBuffer());

        foreach (var (what, portrait, isTaken) in Portraits())
        {
            var (megabytes, seconds) = await house.MeasureAsync(() => ShowAsync(portrait));
            if (megabytes > MostMegabytes)
            {
                // What nobody needs any more counts until it is collected; what is needed counts each time.
                (megabytes, seconds) = await house.MeasureAsync(() => ShowAsync(portrait));
            }

            output.WriteLine($"{what}, {portrait.Length / 1000} kB: {megabytes:N1} MB, {seconds / Strangers:N2} s each");
            Assert.True(megabytes <= MostMegabytes, $"{what} took {megabytes:N1} MB.");
            Assert.True(seconds / Strangers <= MostSeconds, $"{what} took {seconds / Strangers:N2} seconds.");
            Assert.True(isTaken == await house.InDatabaseAsync(db => db.RemoteActors.OrderByDescending(actor => actor.Id)
                .Select(actor => actor.HasPicture).FirstAsync()), what);
        }
    }

    private static IEnumerable<(string What, byte[] Portrait, bool IsTaken)> Portraits()
    {
        using (var large = Deep(7_070))
        {
            yield return ("50 megapixels of 16 bits, interlaced", large.PngsaveBuffer(interlace: true, bitdepth: 16, compression: 9),
                false);
        }
        using var deep = Deep(2_000);
        using var opaque = Drawing.Photo(2_000, 2_000);
        using var seen = deep.Bandjoin(deep[0]);
        using var smaller = seen.Crop(0, 0, 600, 600);
        yield return ("an interlaced PNG of 16 bits with alpha", seen.PngsaveBuffer(interlace: true, bitdepth: 16), false);
        yield return ("an interlaced PNG of 16 bits", deep.PngsaveBuffer(interlace: true, bitdepth: 16), false);
        yield return ("an interlaced PNG with alpha", opaque.Bandjoin(255).PngsaveBuffer(interlace: true), false);
        using var narrow = opaque.Crop(0, 0, 1_320, 1_320);
        yield return ("a smaller interlaced PNG with alpha", narrow.Bandjoin(255).PngsaveBuffer(interlace: true), true);
        yield return ("a PNG of 16 bits with alpha", seen.PngsaveBuffer(bitdepth: 16), true);
        using var cut = opaque.Crop(0, 0, 1_500, 1_500);
        yield return ("a progressive JPEG", cut.JpegsaveBuffer(interlace: true, subsampleMode: Enums.ForeignSubsample.Off, q: 95), true);
        yield return ("a lossless WebP with alpha", narrow.Bandjoin(255).WebpsaveBuffer(lossless: true, effort: 0), true);
        yield return ("an AVIF of 4 megapixels", opaque.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, effort: 0), false);
        using var small = opaque.Crop(0, 0, 1_050, 1_050);
        yield return ("an AVIF", small.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, effort: 0), true);
        yield return ("a deep AVIF with alpha", Avif(seen), false);
        yield return ("a smaller deep AVIF with alpha", Avif(smaller), true);
        yield return ("a GIF", narrow.GifsaveBuffer(effort: 1), true);
        var jpeg = opaque.JpegsaveBuffer();
        yield return ("a JPEG with 7 MB behind it", [.. jpeg, .. new byte[7_000_000]], true);
        yield return ("a JPEG without its end", jpeg[..^2], true);
    }

    private static byte[] Avif(Image deep) =>
        deep.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, bitdepth: 12, effort: 0, lossless: true);

    private static Image Deep(int edge) =>
        (Drawing.Photo(200, 200).Resize(edge / 200.0, kernel: Enums.Kernel.Nearest) * 257).Cast(Enums.BandFormat.Ushort)
            .Copy(interpretation: Enums.Interpretation.Rgb16);

    /// <summary>Some strangers ask to be let in, each with this portrait; returns when none is due any more.</summary>
    private async Task ShowAsync(byte[] portrait)
    {
        house.Door.Portrait = portrait;
        await house.InDatabaseAsync(async db =>
        {
            var host = await db.RemoteHosts.SingleOrDefaultAsync(known => known.Name == house.Door.JoesHost)
                ?? db.RemoteHosts.Add(new RemoteHost { Name = house.Door.JoesHost }).Entity;
            var mara = await db.Actors.SingleAsync(actor => actor.Handle == "mara");
            for (var number = 0; number < Strangers; number++)
            {
                var uri = $"https://{host.Name}/users/{Guid.NewGuid():N}";
                var actor = new RemoteActor
                {
                    Uri = uri,
                    HostId = host.Id,
                    Type = "Person",
                    Handle = "stranger",
                    Name = "A stranger",
                    Summary = "",
                    Inbox = $"{uri}/inbox",
                    IconUrl = $"{uri}.png",
                    PictureDueAt = DateTimeOffset.UtcNow.AddSeconds(-1),
                    FetchedAt = DateTimeOffset.UtcNow,
                };
                db.RemoteActors.Add(actor);
                db.Follows.Add(new Follow
                {
                    ActorId = mara.Id,
                    RemoteActorId = actor.Id,
                    Document = Follow.ToDocument(null, uri, "https://house.test/users/mara"),
                    RequestedAt = DateTimeOffset.UtcNow,
                });
            }
            return await db.SaveChangesAsync();
        });
        // Fetched is written before the work, which the next look finds done or the processor still at it.
        await Eventually.Happens("no portrait due",
            () => house.InDatabaseAsync(async db => !await db.RemoteActors.AnyAsync(actor => actor.PictureDueAt != null)));
        await house.QuietAsync();
    }
}
