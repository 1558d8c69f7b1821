using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Hosting.CommandLine;
using PrivateFed.Houses;
using PrivateFed.Media;
using PrivateFed.Media.Storing;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Media.Storing;

/// <summary>All photos move between the folder and the bucket while the house is open.</summary>
public class MoveMediaTests
{
    [Fact]
    public async Task Photos_move_to_the_bucket_and_back_and_no_request_misses_one()
    {
        var server = await BucketServer.SharedAsync();
        var bucket = await server.CreateBucketAsync();
        await using var house = await House.OpenAsync(server.SettingsFor(bucket));
        var photos = new[] { await house.UploadAsync(), await house.UploadAsync() };
        await house.PublishAsync(photos: photos);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        string[] paths = [.. photos.SelectMany(photo => PhotoFiles.Sizes.Select(size => $"/photos/{photo.Id}/{size}"))];
        var before = await ReadAllAsync(ingrid, paths);
        var names = house.KeptInFolder().Order(StringComparer.Ordinal).ToList();

        foreach (var to in new[] { MediaPlace.Bucket, MediaPlace.Folder })
        {
            using var end = new CancellationTokenSource();
            var reading = ReadUntilAsync(ingrid, paths, before, end.Token);
            var moved = House.Value(await MoveAsync(house, to));
            await end.CancelAsync();
            Assert.True(await reading > 0);

            Assert.Equal(8, moved.Files);
            Assert.Equal(before, await ReadAllAsync(ingrid, paths));
            var (full, empty) = to == MediaPlace.Bucket ? (await server.NamesAsync(bucket), house.KeptInFolder())
                : (house.KeptInFolder(), await server.NamesAsync(bucket));
            Assert.Equal(names, full.Order(StringComparer.Ordinal));
            Assert.Empty(empty);
            var row = await house.ReadAsync(db => db.Houses.AsNoTracking().SingleAsync());
            Assert.Equal((to, null), (row.MediaPlace, row.MediaMovesFrom));
        }
        // There is nothing more to do.
        Assert.Equal(0, House.Value(await MoveAsync(house, MediaPlace.Folder)).Files);
    }

    [Fact]
    public async Task A_move_that_was_interrupted_goes_on_and_what_was_damaged_on_the_way_is_copied_again()
    {
        await using var server = await BucketServer.StartAsync("open");
        var bucket = await server.CreateBucketAsync();
        await using var house = await House.OpenAsync(server.SettingsFor(bucket));
        var photo = await house.UploadAsync();
        await house.PublishAsync(photos: [photo]);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        string[] paths = [.. PhotoFiles.Sizes.Select(size => $"/photos/{photo.Id}/{size}")];
        var before = await ReadAllAsync(ingrid, paths);

        var broken = await MoveAsync(house, MediaPlace.Bucket, _ => server.GoDownAsync().GetAwaiter().GetResult());
        Assert.Contains("Nothing is lost: started again, it goes on", broken.Refusal!.Sentence, StringComparison.Ordinal);
        Assert.Equal(before, await ReadAllAsync(ingrid, paths));
        Assert.Equal(4, house.KeptInFolder().Count);
        await server.ComeUpAsync();
        var late = await house.UploadAsync();
        Assert.Equal(4, house.KeptInFolder().Count);
        await server.PutAsync(bucket, MediaKeys.Photo(photo.Id, MakeRenditions.Small), [1, 2, 3],
            File.GetLastWriteTimeUtc(house.FileOf(photo.Id, MakeRenditions.Small)));
        await server.PutAsync(bucket, "notes/somebody-elses.txt", [1]);
        await house.ReadAsync(db => db.Leases.ExecuteDeleteAsync());

        House.Value(await MoveAsync(house, MediaPlace.Bucket));

        Assert.Empty(house.KeptInFolder());
        Assert.Equal(before, await ReadAllAsync(ingrid, paths));
        Assert.Equal(9, (await server.NamesAsync(bucket)).Count);
        House.Value(await MoveAsync(house, MediaPlace.Folder));
        Assert.Equal(["notes/somebody-elses.txt"], await server.NamesAsync(bucket));
        Assert.Equal(8, house.KeptInFolder().Count);
        Assert.All(house.KeptInFolder(), name => Assert.True(
            name.Contains($"{photo.Id:N}", StringComparison.Ordinal) || name.Contains($"{late.Id:N}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Photos_are_moved_only_to_a_bucket_that_the_server_knows_of_and_it_does_not_start_without()
    {
        await using var without = await House.OpenAsync();
        Assert.Contains("No bucket is set", (await MoveAsync(without, MediaPlace.Bucket)).Refusal!.Sentence, StringComparison.Ordinal);
        var server = await BucketServer.SharedAsync();
        await using var house = await House.OpenAsync(server.SettingsFor(await server.CreateBucketAsync()));
        await house.ReadAsync(db => db.Houses.ExecuteUpdateAsync(set => set.SetProperty(row => row.Bucket, "https://other.example/house")));

        Assert.Contains("The server was not started with the bucket", (await MoveAsync(house, MediaPlace.Bucket)).Refusal!.Sentence,
            StringComparison.Ordinal);

        await house.KeepInBucketAsync();
        var wrong = await Assert.ThrowsAsync<WrongSetting>(house.RestartAsync);
        Assert.Contains("the photos of this house are in https://other.example/house", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("seven small boats", wrong.Message, StringComparison.Ordinal);
    }

    private static Task<Result<MoveProgress>> MoveAsync(House house, MediaPlace to, Action<MoveProgress>? report = null) =>
        house.DoAsync((IServiceProvider services) => new MoveMedia(
            services.GetRequiredService<PrivateFed.Storage.HouseDb>(), services.GetRequiredService<MediaStorage>(),
            services.GetRequiredService<CurrentHouse>(), services.GetRequiredService<Settings>(),
            services.GetRequiredService<IServiceScopeFactory>(), house.Clock)
        {
            Pause = TimeSpan.FromMilliseconds(200),
        }.MoveAsync(to, report ?? (_ => { }), House.Cancellation));

    private static async Task<List<string>> ReadAllAsync(Browser reader, IEnumerable<string> paths)
    {
        var read = new List<string>();
        foreach (var path in paths)
        {
            using var answer = await reader.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            read.Add($"{answer.Headers.ETag} {Convert.ToHexString(await answer.Content.ReadAsByteArrayAsync())}");
        }
        return read;
    }

    private static async Task<int> ReadUntilAsync(Browser reader, string[] paths, List<string> before, CancellationToken end)
    {
        var rounds = 0;
        while (!end.IsCancellationRequested)
        {
            Assert.Equal(before, await ReadAllAsync(reader, paths));
            rounds++;
        }
        return rounds;
    }
}
