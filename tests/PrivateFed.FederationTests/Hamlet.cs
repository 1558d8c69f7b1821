using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>Two houses of this make, whose owners were let in by each other.</summary>
public sealed class Hamlet : IAsyncLifetime
{
    public HouseProgram Lindgrens { get; private set; } = null!;

    public HouseProgram Bergs { get; private set; } = null!;

    internal AppOf Mara { get; private set; } = null!;

    internal AppOf Berta { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Lindgrens = await HouseProgram.Open();
        Bergs = await HouseProgram.Open("second-house.test", owner: "Berta");
        (Mara, Berta) = (new AppOf(Lindgrens, "mara"), new AppOf(Bergs, "berta"));
        Assert.Equal((202, 202), (await Mara.Follow(Berta.Id), await Berta.Follow(Mara.Id)));
        await Lindgrens.LetIn($"@berta@{Bergs.Domain}");
        await Bergs.LetIn($"@mara@{Lindgrens.Domain}");
        await Lindgrens.AddIngrid();
        await Bergs.AddIngrid();
        await AreQuiet();
        foreach (var house in new[] { Lindgrens, Bergs })
        {
            await Eventually.Happens("the other house has said which actor speaks for it",
                async () => await Stored.Of(house, "SELECT Id FROM RemoteHosts WHERE DiscoveredAt IS NULL") is []);
        }
        Assert.Equal(["Follow by berta", "Accept by berta", "Update by berta"],
            (await Received(Lindgrens)).Select(one => $"{one.Type} by {one.By}"));
        Assert.Equal(["Follow by mara", "Accept by mara", "Update by mara"],
            (await Received(Bergs)).Select(one => $"{one.Type} by {one.By}"));
    }

    /// <summary>Nothing waits on either side, nothing was given up, nothing was not understood.</summary>
    public async Task AreQuiet()
    {
        foreach (var house in new[] { Lindgrens, Bergs })
        {
            await house.HasSentEverything();
            await Eventually.Happens("everything handled", async () => (await Received(house)).TrueForAll(one => one.WasHandled));
            var page = await house.Page("family/on-its-way");
            Assert.Contains("Everything has reached the one server we send to.", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Not understood", page, StringComparison.Ordinal);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Mara?.Dispose();
        Berta?.Dispose();
        foreach (var house in new[] { Bergs, Lindgrens }.OfType<HouseProgram>())
        {
            await house.DisposeAsync();
        }
    }

    /// <summary>All that a house was ever sent, in the order in which it came.</summary>
    internal static async Task<List<Arrival>> Received(HouseProgram house) =>
        [.. (await Stored.Of(
            house, "SELECT received.Type, actor.Handle, received.Uri, received.HandledAt FROM ReceivedActivities received JOIN RemoteActors actor ON actor.Id = received.RemoteActorId ORDER BY received.Id"))
            .Select(row => new Arrival(row[0], row[1], row[2], row[3].Length > 0))];
}

/// <summary>An activity that arrived.</summary>
/// <param name="Type">As it says itself.</param>
/// <param name="By">The handle of its actor.</param>
/// <param name="Id">Its own.</param>
/// <param name="WasHandled">Whether it has had its effect.</param>
internal sealed record Arrival(string Type, string By, string Id, bool WasHandled);
