using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Benchmarks;

/// <summary>How long one post takes to reach followers on many hosts, and what one delivery costs.</summary>
internal static class FanOut
{
    public static async Task RunAsync(int hosts)
    {
        await using var neighbours = new Neighbours(hosts);
        await neighbours.StartAsync();
        await using var house = await HouseProcess.StartAsync(neighbours.CertificateFile);
        await AddFollowersAsync(house, neighbours.Hosts);

        // The first post warms the code up and opens the connections, as the first post of a day does; the second is measured as well.
        foreach (var round in (string[])["first", "second"])
        {
            neighbours.Arrivals.Clear();
            var processor = house.ProcessorTime;
            await house.CommandAsync("Frost on the inside of the summer house windows.", "post", "--text", "-");
            var patience = Stopwatch.StartNew();
            while (neighbours.Arrivals.Count < hosts && patience.Elapsed < TimeSpan.FromMinutes(1))
            {
                await Task.Delay(20);
            }
            await Task.Delay(1_000);
            var span = Stopwatch.GetElapsedTime(neighbours.Arrivals.Values.Min(), neighbours.Arrivals.Values.Max());
            var spent = house.ProcessorTime - processor;
            Console.WriteLine(
                $"{round} post: {neighbours.Arrivals.Count} of {hosts} hosts, last {span.TotalSeconds:N2} s after the first, {spent.TotalMilliseconds / hosts:N2} ms of processor time each, {house.Memory:N0} MB");
        }
    }

    private static async Task AddFollowersAsync(HouseProcess house, IEnumerable<string> hosts)
    {
        var services = new ServiceCollection();
        services.AddHouseDb(new Settings
        {
            Data = house.Data,
            Database = Environment.GetEnvironmentVariable("PRIVATEFED_DATABASE"),
            Domain = null,
            TrustedProxies = [],
            AllowedNetworks = [],
        });
        await using var provider = services.BuildServiceProvider();
        var db = provider.GetRequiredService<HouseDb>();
        var mara = await db.Actors.SingleAsync(actor => actor.Handle == "mara");
        foreach (var name in hosts)
        {
            var host = new RemoteHost { Name = name };
            var joe = new RemoteActor
            {
                Uri = $"https://{name}/users/joe",
                HostId = host.Id,
                Host = host,
                Type = "Person",
                Handle = "joe",
                Name = "Joe",
                Summary = "",
                Inbox = $"https://{name}/inbox",
                SharedInbox = $"https://{name}/inbox",
                FetchedAt = DateTimeOffset.UtcNow,
            };
            var follow = new Follow
            {
                ActorId = mara.Id,
                RemoteActorId = joe.Id,
                RemoteActor = joe,
                Document = "{}",
                RequestedAt = DateTimeOffset.UtcNow,
            };
            follow.Accept(by: null, DateTimeOffset.UtcNow);
            db.Follows.Add(follow);
        }
        await db.SaveChangesAsync();
    }
}
