using System.Diagnostics;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Posts;
using PrivateFed.Storage;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Jobs;

/// <summary>What is written is found, whoever wrote it; when nobody writes, nobody looks.</summary>
public class SweepTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task What_was_written_without_ringing_is_on_its_way_within_two_seconds()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        server.Forget();
        var watch = Stopwatch.StartNew();

        await house.ReadAsync(async db =>
        {
            using var bellOfAnotherProcess = new SweepSignal();
            var publish = new PublishPost(db, house.Part<CurrentHouse>(), house.Clock, bellOfAnotherProcess);
            return House.Value(await publish.PublishAsync(house.Mara.Id, new NewPost("From the command line", [], []), House.Cancellation));
        });

        await server.ExpectAsync("Create");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public async Task A_change_is_noticed_once_and_a_transaction_that_is_open_when_it_ends()
    {
        await using var changes = new DatabaseChanges(house.Part<Settings>());
        await QuietAsync(changes);

        await house.ReadAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(House.Cancellation);
            db.Leases.Add(new Lease { Name = "a test", Holder = Guid.NewGuid(), Until = house.Clock.GetUtcNow() });
            await db.SaveChangesAsync(House.Cancellation);
            await changes.AnySinceLastCheckAsync(House.Cancellation);
            await transaction.CommitAsync(House.Cancellation);
            return 0;
        });

        Assert.True(await changes.AnySinceLastCheckAsync(House.Cancellation));
        await QuietAsync(changes);
    }

    /// <summary>Others may write now and then: on PostgreSQL every database of the server counts.</summary>
    private static Task QuietAsync(DatabaseChanges changes) =>
        Eventually.Happens("a moment in which nobody writes", async () => !await changes.AnySinceLastCheckAsync(House.Cancellation));
}
