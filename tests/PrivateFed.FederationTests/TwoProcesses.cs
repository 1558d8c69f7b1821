using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>A house that runs as two processes on one PostgreSQL database.</summary>
public sealed class TwoProcesses
{
    private const int Many = 20;

    [Fact]
    public async Task Each_post_arrives_once_and_each_reply_is_shown_once_and_one_process_can_die()
    {
        await using var joes = await PeerProgram.Start();
        await using var house = await HouseProgram.Open(
            database: $"{TestRun.Postgres}Database=house_{Guid.NewGuid():N};Maximum Pool Size=40");
        await using var beside = await house.StartBeside();
        var mara = await joes.Lookup(house.MarasHandle);
        await joes.Follow(mara.Id);
        await house.LetIn(joes.JoesHandle);
        await joes.Receives("Update");

        var posts = new List<string>();
        for (var number = 1; number <= Many; number++)
        {
            posts.Add(await house.Post($"Day {number} by the sea"));
            await joes.Reply(mara.Id, posts[0], $"Reply {number}.");
        }

        await house.HasSentEverything();
        Assert.Equal(posts, (await joes.Received("Create")).Select(create => create.ObjectId));
        var page = await Eventually.Get("all replies", async () =>
            await house.Page(posts[0]) is var page && page.Contains($"Reply {Many}.", StringComparison.Ordinal) ? page : null);
        Assert.All(Enumerable.Range(1, Many), number => Assert.Equal(2, page.Split($"Reply {number}.").Length));

        await beside.Kill();
        var last = await house.Post("One of us is tired.");
        await Eventually.Happens("the last post", async () => (await joes.Received("Create")).Any(create => create.IsAbout(last)),
            within: TimeSpan.FromMinutes(3));
    }
}
