using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PrivateFed.Hosting;
using PrivateFed.Houses;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;
using PrivateFed.Tests.Rig;
using PrivateFed.Text;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Operations;

/// <summary>A house that began with the first schema comes up with today's, and lost nothing.</summary>
public class UpgradeTests
{
    private static readonly DateTimeOffset Then = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_house_of_the_first_schema_keeps_its_posts_and_comments()
    {
        var folder = Directory.CreateTempSubdirectory("privatefed-upgrade-").FullName;
        await using var database = await TestDatabase.CreateAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PrivateFed:Data"] = folder,
            ["PrivateFed:Database"] = database.ConnectionString,
        }).Build();
        var settings = Settings.Read(configuration);
        await using var services = new ServiceCollection().AddLogging().AddHouse(settings).BuildServiceProvider();
        await using (var scope = services.CreateAsyncScope())
        {
            var old = scope.ServiceProvider.GetRequiredService<HouseDb>();
            await old.GetService<IMigrator>().MigrateAsync("First", House.Cancellation);
            await FurnishAsync(old);
            await old.GetService<IMigrator>().MigrateAsync("LastLetter", House.Cancellation);
            await old.Database.ExecuteSqlAsync($"""UPDATE "RemoteHosts" SET "InstanceActorId" = {Guid.NewGuid()}""", House.Cancellation);
        }

        await OpenStorage.MigrateAsync(services, settings, House.Cancellation);

        await using var now = services.CreateAsyncScope();
        var comment = await now.ServiceProvider.GetRequiredService<HouseDb>().Comments
            .Include(comment => comment.Post).Include(comment => comment.RemoteActor).AsNoTracking().SingleAsync(House.Cancellation);
        Assert.Equal("<p>How lovely!</p>", comment.Html);
        Assert.Equal(Then, comment.PublishedAt);
        Assert.Equal("<p>The first snow!</p>", comment.Post.Html);
        Assert.Equal("Joe", comment.RemoteActor!.Name);
        Assert.Null(comment.MemberId);
        var host = await now.ServiceProvider.GetRequiredService<HouseDb>().RemoteHosts.AsNoTracking().SingleAsync(House.Cancellation);
        Assert.Equal(("joe-server.test", null, null), (host.Name, host.Software, host.SoftwareVersion));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task FurnishAsync(HouseDb db)
    {
        // As each kind of database keeps a moment: raw SQL knows nothing of the model.
        object then = TestDatabase.IsPostgres ? Then : Then.UtcTicks;
        var (mara, post, host, joe) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "Members" ("Id", "Name", "Role", "PasswordHash", "JoinedAt") VALUES ({mara}, 'Mara', 'Owner', '', {then})""", House.Cancellation);
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "Posts" ("Id", "AuthorId", "Text", "Html", "Audience", "PublishedAt") VALUES ({post}, {mara}, 'The first snow!', '<p>The first snow!</p>', 'Everyone', {then})""", House.Cancellation);
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "RemoteHosts" ("Id", "Name", "LinkKey", "Failures") VALUES ({host}, 'joe-server.test', {new byte[32]}, 0)""", House.Cancellation);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "RemoteActors" ("Id", "Uri", "HostId", "Type", "Handle", "Name", "Summary", "Inbox", "HasPicture", "FetchedAt")
            VALUES ({joe}, 'https://joe-server.test/users/joe', {host}, 'Person', 'joe', 'Joe', '', 'https://joe-server.test/inbox', {false}, {then})
            """, House.Cancellation);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Comments" ("Id", "PostId", "RemoteActorId", "Uri", "Html", "PublishedAt")
            VALUES ({Guid.NewGuid()}, {post}, {joe}, 'https://joe-server.test/notes/1', '<p>How lovely!</p>', {then})
            """, House.Cancellation);
    }
}
