using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Benchmarks;

/// <summary>What the timeline costs somebody who is signed in, with few posts behind it and with many.</summary>
internal static class Timeline
{
    private const int Few = 100, WarmUp = 100, Measured = 300;

    public static async Task RunAsync(int many)
    {
        await using var house = await HouseProcess.StartAsync(trustedCertificate: null);
        using var mara = await Author.SignInAsync(house);
        await FillAsync(house, 0, Few);
        await MeasureAsync(house, mara, Few);
        await FillAsync(house, Few, many);
        await MeasureAsync(house, mara, many);
    }

    private static async Task MeasureAsync(HouseProcess house, Author mara, int posts)
    {
        for (var i = 0; i < WarmUp; i++)
        {
            await mara.ReadAsync("/");
        }
        var times = new List<double>();
        var processor = house.ProcessorTime;
        for (var i = 0; i < Measured; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await mara.ReadAsync("/");
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        var cost = (house.ProcessorTime - processor).TotalMilliseconds / Measured;
        Console.WriteLine(
            $"{posts} posts: {times.Order().ElementAt(Measured / 2):N1} ms until the page is there, {cost:N1} ms of processor time");
    }

    /// <summary>An hour lies between one post and the next.</summary>
    internal static async Task FillAsync(HouseProcess house, int from, int to)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PrivateFed:Data"] = house.Data,
            ["PrivateFed:Database"] = Environment.GetEnvironmentVariable("PRIVATEFED_DATABASE"),
        }).Build();
        await using var services = new ServiceCollection().AddLogging().AddHouseDb(Settings.Read(configuration)).BuildServiceProvider();
        foreach (var some in Enumerable.Range(from, to - from).Chunk(500))
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
            var mara = await db.Members.Select(member => member.Id).SingleAsync();
            db.Posts.AddRange(some.Select(number => new Post
            {
                AuthorId = mara,
                Text = $"Day {number}: porridge, rain, and a walk to the lake.",
                Html = $"<p>Day {number}: porridge, rain, and a walk to the lake.</p>",
                Audience = Audience.Everyone,
                PublishedAt = DateTimeOffset.UtcNow.AddHours(-number),
            }));
            await db.SaveChangesAsync();
        }
    }
}
