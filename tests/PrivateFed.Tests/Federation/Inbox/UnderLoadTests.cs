using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Languages;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Federation.Inbox;

/// <summary>More than the house can take, and a database that goes away meanwhile. Measured while no other test runs.</summary>
[Collection(nameof(MeasuredAlone))]
public class UnderLoadTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task L2_A_database_that_goes_away_under_load_loses_nothing_that_was_answered()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        await house.SettleAsync();
        var replies = Enumerable.Range(0, 60).Select(number => joe.Reply(post, $"<p>Number {number}</p>")).ToList();

        var sending = Parallel.ForEachAsync(
            replies, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (reply, _) => await SendUntilTakenAsync(joe, reply));
        for (var time = 0; time < 3; time++)
        {
            await Task.Delay(200);
            await TakeDatabaseAwayAsync();
        }
        await sending;

        // What was being worked on when the database went is tried again when its lease has run out.
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        await Eventually.Happens("connections that live", ReadsWellAsync);
        await Eventually.Happens("all of them", async () => (await house.CommentsAsync(post)).Count >= replies.Count);
        await house.SettleAsync();
        Assert.Equal(Enumerable.Range(0, 60).Select(number => $"<p>Number {number}</p>")
            .Order(), (await house.CommentsAsync(post)).Select(comment => comment.Html).Order());
        server.Forget();
        await house.PublishAsync("And on it goes.");
        await server.ExpectAsync("Create");
    }

    [Fact]
    public async Task L6_Of_ten_times_the_load_some_is_taken_and_the_rest_may_come_again()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        // 128 are judged at once and 512 wait; of one network 64 may be open.
        var callers = Enumerable.Range(0, 20).Select(number => house.Client($"127.3.0.{number + 1}")).ToList();
        var letters = callers.SelectMany(caller => Enumerable.Range(0, 70)
            .Select(_ => (Caller: caller, Letter: joe.Letter(joe.Activity("Announce", House.Url("/users/mara")))))).ToList();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var statuses = await Task.WhenAll(letters.Select(async one =>
        {
            using var request = one.Letter.Seal();
            using var answer = await one.Caller.SendAsync(request, House.Cancellation);
            return answer.StatusCode;
        }));

        var watch = System.Diagnostics.Stopwatch.StartNew();
        await joe.TellAsync(joe.Activity("Like", House.Url("/users/mara")));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.All(statuses, status => Assert.Contains(
            status, new[] { HttpStatusCode.Accepted, HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable }));
        var taken = statuses.Count(status => status == HttpStatusCode.Accepted);
        Assert.InRange(taken, 100, letters.Count - 1);
        Assert.Equal(taken, await house.ReadAsync(db => db.ReceivedActivities.CountAsync(row => row.RemoteActor.Uri == joe.Uri
            && row.Type == "Announce")));
        letters.Clear();
        callers.ForEach(caller => caller.Dispose());
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64 * 1024 * 1024);
    }

    /// <summary>
    /// The test reads through the house's own connections, of which some were closed and are found out when they are used.
    /// </summary>
    private async Task<bool> ReadsWellAsync()
    {
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => house.ReadAsync(db => db.Members.CountAsync())));
            return true;
        }
        catch (InvalidOperationException problem) when (problem.InnerException is Npgsql.NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>As a server does: whatever is not answered, or with a 5xx, is sent again.</summary>
    private static async Task SendUntilTakenAsync(RemotePerson joe, System.Text.Json.Nodes.JsonObject reply)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            using var answer = await joe.SendAsync(joe.Letter(reply));
            if (answer.StatusCode == HttpStatusCode.Accepted)
            {
                return;
            }
            Assert.InRange((int)answer.StatusCode, 500, 599);
            await Task.Delay(100);
        }
        Assert.Fail("The house does not come back.");
    }

    /// <summary>
    /// PostgreSQL closes every connection, as when it is restarted; SQLite, which is no server, lets nobody write for a second.
    /// </summary>
    private Task TakeDatabaseAwayAsync() => house.ReadAsync(async db =>
    {
        if (TestDatabase.IsPostgres)
        {
            return await db.Database.ExecuteSqlRawAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }
        await using var held = await db.Database.BeginTransactionAsync();
        await db.Members.ExecuteUpdateAsync(set => set.SetProperty(member => member.Name, member => member.Name));
        await Task.Delay(1_000);
        await held.RollbackAsync();
        return 0;
    });
}
