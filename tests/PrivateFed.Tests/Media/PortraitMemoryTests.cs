using Microsoft.EntityFrameworkCore;
using NetVips;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Tests.Operations;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media;

/// <summary>What strangers' portraits cost the running program.</summary>
public class PortraitMemoryTests(OperatedHouse house) : IClassFixture<OperatedHouse>
{
    private const int Strangers = 4;

    [Fact]
    public async Task U_Portraits_made_to_exhaust_cost_the_server_next_to_nothing()
    {
        // 389 kB that are decoded into 400 MB.
        using var deep = (Drawing.Plain(7_070, 7_070, [0, 0, 0]) + 0).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16);
        house.Door.Portrait = deep.PngsaveBuffer(interlace: true, bitdepth: 16, compression: 9);
        Assert.InRange(house.Door.Portrait.Length, 100_000, 2_000_000);
        var before = house.PeakMegabytes;

        await house.InDatabaseAsync(async db =>
        {
            var host = new RemoteHost { Name = house.Door.JoesHost };
            db.RemoteHosts.Add(host);
            var mara = await db.Actors.SingleAsync(actor => actor.Handle == "mara");
            foreach (var number in Enumerable.Range(0, Strangers))
            {
                var uri = $"https://{host.Name}/users/stranger{number}";
                var actor = new RemoteActor
                {
                    Uri = uri,
                    HostId = host.Id,
                    Type = "Person",
                    Handle = $"stranger{number}",
                    Name = "A stranger",
                    Summary = "",
                    Inbox = $"{uri}/inbox",
                    IconUrl = $"{uri}.png",
                    PictureDueAt = DateTimeOffset.UtcNow.AddSeconds(-1),
                    FetchedAt = DateTimeOffset.UtcNow,
                };
                db.RemoteActors.Add(actor);
                db.Follows.Add(new Follow { ActorId = mara.Id, RemoteActorId = actor.Id, Document = Follow.Written(null, uri, "https://house.test/users/mara"), RequestedAt = DateTimeOffset.UtcNow });
            }
            return await db.SaveChangesAsync();
        });
        await Eventually.Happens("no portrait due", () => house.InDatabaseAsync(async db => !await db.RemoteActors.AnyAsync(actor => actor.PictureDueAt != null)));

        Assert.InRange(house.PeakMegabytes - before, 0, 150);
    }
}
