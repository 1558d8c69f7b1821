using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Inbox;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.Inbox;

/// <summary>The real program is killed while it works on a document: the document must not kill it at every start.</summary>
public sealed class KilledWhileHandlingTests(OperatedHouse house) : IClassFixture<OperatedHouse>
{
    [Fact]
    public async Task E_A_document_over_which_the_process_ended_twice_is_set_aside_and_the_others_go_on()
    {
        // What a document can cost is bounded elsewhere; here the database takes its time, so that the kill falls into the work.
        await MakeFollowsSlowAsync();
        var (joes, anns) = (await ReceiveFollowAsync("joe"), await ReceiveFollowAsync("ann"));

        await ExpectAsync(joes, row => row.Interruptions == 1);
        await KillAsync();
        Assert.Equal((1, 1, null), Told(await RowAsync(joes)));
        house.StartServerAgain();
        await ExpectAsync(joes, row => row.Interruptions == 2);
        await KillAsync();
        Assert.Equal((2, 2, null), Told(await RowAsync(joes)));
        await house.InDatabaseAsync(db => db.Database.ExecuteSqlRawAsync(EndSlowness));
        house.StartServerAgain();

        await ExpectAsync(joes, row => row.SetAsideAt is not null);
        Assert.Equal("The house stopped twice while this was handled.", (await RowAsync(joes)).LastError);
        await ExpectAsync(anns, row => row.HandledAt is not null);
        Assert.Equal(["ann"], await house.InDatabaseAsync(db => db.Follows.Select(follow => follow.RemoteActor.Handle).ToListAsync()));

        // The owner may try it again, and then it has its effect once.
        await house.InDatabaseAsync(async db =>
        {
            await DeadLetters.TryAgainAsync(db, joes, Rig.House.Cancellation);
            return joes;
        });
        await ExpectAsync(joes, row => row.HandledAt is not null);
        Assert.Equal((0, 0, ""), ((await RowAsync(joes)).Attempts, (await RowAsync(joes)).Interruptions, (await RowAsync(joes)).Document));
        Assert.Equal(2, await house.InDatabaseAsync(db => db.Follows.CountAsync(follow => follow.State == FollowState.Requested)));
    }

    private static bool IsPostgres => Environment.GetEnvironmentVariable("PRIVATEFED_TEST_DATABASE") == "postgres";

    private static string EndSlowness => IsPostgres ? "DROP TRIGGER slow ON \"Follows\"" : "DROP TRIGGER slow";

    /// <summary>
    /// On PostgreSQL the statement of a killed client goes on sleeping and holds its rows, and the lease of the dead has most of its minute
    /// to run: both are ended, as time would end them.
    /// </summary>
    private async Task KillAsync()
    {
        const string sleeping = "FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";
        if (IsPostgres)
        {
            await Eventually.Happens(
                "work", async () => await house.InDatabaseAsync(db => db.Database.SqlQueryRaw<int>($"SELECT pid AS \"Value\" {sleeping}")
                    .ToListAsync()) is [_]);
        }
        await house.KillServerAsync();
        if (IsPostgres)
        {
            await Eventually.Happens("no statement of the dead", async () => await house.InDatabaseAsync(db =>
                db.Database.SqlQueryRaw<bool>($"SELECT pg_terminate_backend(pid) AS \"Value\" {sleeping}").ToListAsync()) is []);
            Assert.Equal(1, await house.InDatabaseAsync(db => db.Leases.Where(lease => lease.Name == HandleActivities.LeaseName)
                .ExecuteDeleteAsync()));
        }
    }

    private Task<int> MakeFollowsSlowAsync() => house.InDatabaseAsync(db => db.Database.ExecuteSqlRawAsync(IsPostgres
        ? """
          CREATE FUNCTION wait() RETURNS trigger AS 'BEGIN PERFORM pg_sleep(600); RETURN NEW; END' LANGUAGE plpgsql;
          CREATE TRIGGER slow BEFORE INSERT ON "Follows" FOR EACH ROW EXECUTE FUNCTION wait();
          """
        : """
          CREATE TRIGGER slow BEFORE INSERT ON "Follows" BEGIN
            SELECT count(*) FROM (WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number LIMIT 100000000000) SELECT n FROM number);
          END
          """));

    private Task<long> ReceiveFollowAsync(string handle) => house.InDatabaseAsync(async db =>
    {
        var uri = $"https://{house.Door.JoesHost}/users/{handle}";
        var host = await db.RemoteHosts.SingleOrDefaultAsync(known => known.Name == house.Door.JoesHost) ?? new RemoteHost
        {
            Name = house.Door.JoesHost,
        };
        var received = new ReceivedActivity
        {
            Fingerprint = uri,
            RemoteActorId = Guid.CreateVersion7(),
            RemoteActor = new RemoteActor
            {
                Uri = uri,
                HostId = host.Id,
                Host = host,
                Type = "Person",
                Handle = handle,
                Name = handle,
                Summary = "",
                Inbox = $"{uri}/inbox",
                FetchedAt = DateTimeOffset.UtcNow,
            },
            Type = "Follow",
            Document = $$"""{"id":"{{uri}}/follow","type":"Follow","actor":"{{uri}}","object":"https://{{house.Door.Domain}}/users/mara"}""",
            ReceivedAt = DateTimeOffset.UtcNow,
        };
        db.ReceivedActivities.Add(received);
        await db.SaveChangesAsync();
        return received.Id;
    });

    private Task<ReceivedActivity> RowAsync(long id) =>
        house.InDatabaseAsync(db => db.ReceivedActivities.AsNoTracking().SingleAsync(row => row.Id == id));

    private Task ExpectAsync(long id, Func<ReceivedActivity, bool> what) =>
        Eventually.Happens("the row as it should be", async () => what(await RowAsync(id)));

    private static (int Attempts, int Interruptions, DateTimeOffset? SetAsideAt) Told(ReceivedActivity row) =>
        (row.Attempts, row.Interruptions, row.SetAsideAt);
}
