using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.HttpSignatures;
using PrivateFed.Houses;
using PrivateFed.Notifications;
using PrivateFed.Notifications.Mail;
using PrivateFed.Storage;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Storage.Migrations;

/// <summary>A house that the last version left comes up with today's, and lost nothing. See LastVersion/README.md.</summary>
public class UpgradeTests(UpgradeTests.OldHouse old) : IClassFixture<UpgradeTests.OldHouse>
{
    private static readonly DateTimeOffset Then = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Its_posts_comments_and_followers_are_there()
    {
        var comment = await old.House.ReadAsync(db => db.Comments
            .Include(comment => comment.Post).Include(comment => comment.RemoteActor).AsNoTracking().SingleAsync());
        Assert.Equal("<p>How lovely!</p>", comment.Html);
        Assert.Equal(Then, comment.PublishedAt);
        Assert.Contains("The first snow!", comment.Post.Html, StringComparison.Ordinal);
        Assert.Equal(old.House.Mara.Id, comment.Post.AuthorId);
        Assert.Equal("Joe", comment.RemoteActor!.Name);
        Assert.Null(comment.MemberId);
        Assert.False(comment.IsHidden);

        var follow = await old.House.ReadAsync(db => db.Follows
            .Include(follow => follow.Actor).Include(follow => follow.RemoteActor).AsNoTracking().SingleAsync());
        Assert.Equal((FollowState.Accepted, "mara", comment.RemoteActorId), (follow.State, follow.Actor.Handle, follow.RemoteActorId));
        Assert.Null(follow.RemoteActor.BlockedAt);
        // What stood in the column that went is no version of a software.
        var host = await old.House.ReadAsync(db => db.RemoteHosts.AsNoTracking().SingleAsync());
        Assert.Equal(("joe-server.test", null, null), (host.Name, host.Software, host.SoftwareVersion));
    }

    [Fact]
    public async Task Its_owner_signs_in_and_finds_old_and_new_words()
    {
        using var mara = await old.House.BrowserOfAsync(old.House.Mara);
        var post = await old.House.ReadAsync(db => db.Posts.Where(post => post.Html.Contains("first snow")).Select(post => post.Id).SingleAsync());
        var comment = await old.House.ReadAsync(db => db.Comments.Select(comment => comment.Id).SingleAsync());

        Assert.Contains("The first snow!", await mara.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains($"href=\"/posts/{post}\"", await mara.ReadAsync("/search?q=fussballspiel+waffles"), StringComparison.Ordinal);
        Assert.Contains($"href=\"/posts/{post}#comment-{comment}\"", await mara.ReadAsync("/search?q=lovely"), StringComparison.Ordinal);

        var next = await old.House.PublishAsync("The snow is gone, and a **crocus** stands there.");
        Assert.Contains($"href=\"/posts/{next}\"", await mara.ReadAsync("/search?q=crocus"), StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"/posts/{next}\"", await mara.ReadAsync("/search?q=fussballspiel"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_actors_sign_with_the_keys_that_other_servers_know_now_encrypted()
    {
        var actors = await old.House.ReadAsync(db => db.Actors.AsNoTracking().ToListAsync());
        Assert.Equal(["house", "ingrid", "mara", "tom"], actors.Select(actor => actor.Handle).Order(StringComparer.Ordinal));
        using var client = old.House.Client();
        client.DefaultRequestHeaders.Add("Accept", "application/activity+json");
        var document = await client.GetStringAsync("/users/mara");
        foreach (var actor in actors)
        {
            Assert.True(SecretBox.IsSealed(actor.RsaPrivateKey));
            Assert.True(SecretBox.IsSealed(actor.Ed25519PrivateKey));
            var data = "a letter to Joe"u8.ToArray();
            var keys = old.House.Part<LocalKeys>();
            Assert.True(VerificationKey.TryFromPem(actor.RsaPublicKey, out var rsa, out _));
            Assert.True(rsa.Verify(data, keys.Read(actor.RsaPrivateKey).Sign(data)));
            Assert.True(VerificationKey.TryFromMultibase(actor.Ed25519PublicKey, out var ed25519, out _));
            Assert.True(ed25519.Verify(data, keys.Read(actor.Ed25519PrivateKey).Sign(data)));
        }
        var maras = actors.Single(actor => actor.Handle == "mara");
        Assert.Contains(maras.RsaPublicKey.ReplaceLineEndings("\\n"), document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_other_secrets_are_encrypted_and_the_same()
    {
        var host = await old.House.ReadAsync(db => db.RemoteHosts.AsNoTracking().SingleAsync());
        Assert.Equal(Enumerable.Repeat((byte)7, RemoteHost.LinkKeyLength), host.LinkKey);
        Assert.True(SecretBox.IsSealed(host.SealedLinkKey));
        var keys = await old.House.ReadAsync(db => db.DataProtectionKeys.AsNoTracking().ToListAsync());
        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.Contains("encryptedSecret", key.Xml, StringComparison.Ordinal));
        Assert.All(keys, key => Assert.DoesNotContain("masterKey", key.Xml, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_of_tables_that_have_other_names_now_are_there_under_the_new_ones_and_found()
    {
        await using var house = await House.OfLastVersionAsync(FillOldTablesAsync);

        var entries = await house.ReadAsync(db => db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync());
        Assert.Equal([AuditAction.HouseOpened, AuditAction.MemberAdded, AuditAction.MemberAdded, AuditAction.FollowerAccepted, AuditAction.FollowerRejected], entries);
        var email = await house.ReadAsync(db => db.Emails.AsNoTracking().SingleAsync());
        Assert.Equal((EmailKind.SignInRequested, "ingrid@lindgren.test", "sealed"), (email.Kind, email.Address, email.SealedSecret));
        var preferences = await house.ReadAsync(db => db.MailPreferences.AsNoTracking().SingleAsync());
        Assert.Equal((house.Ingrid.Id, "ingrid@lindgren.test", Rhythm.Weekly), (preferences.MemberId, preferences.UnconfirmedAddress, preferences.Rhythm));
        var server = await house.ReadAsync(db => db.MailServers.AsNoTracking().SingleAsync());
        Assert.Equal(("mail.lindgren.test", 587, EmailContent.Words), (server.Host, server.Port, server.Content));
        var pending = await house.ReadAsync(db => db.PendingSignIns.AsNoTracking().SingleAsync());
        Assert.Equal((house.Ingrid.Id, 2), (pending.MemberId, pending.WrongCodes));
        var news = await house.ReadAsync(db => db.News.AsNoTracking().SingleAsync(news => news.About == "Ingrid"));
        Assert.Equal((NewsKind.EmailGivenUp, email.Id), (news.Kind, news.EmailId));
        Assert.Equal(2, await house.ReadAsync(db => db.SearchEntries.CountAsync()));
        using var mara = await house.BrowserOfAsync(house.Mara);
        var post = await house.ReadAsync(db => db.Posts.Select(post => post.Id).SingleAsync());
        Assert.Contains($"href=\"/posts/{post}\"", await mara.ReadAsync("/search?q=waffles"), StringComparison.Ordinal);
        Assert.Contains($"href=\"/posts/{post}#comment-", await mara.ReadAsync("/search?q=lovely"), StringComparison.Ordinal);
    }

    /// <summary>A row in each table that the migration StandardNames renames and that the last version left empty.</summary>
    private static async Task FillOldTablesAsync(HouseDb db)
    {
        await db.Database.MigrateAsync("JobAttempts");
        var later = new DateTimeOffset(2126, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var moment = TestDatabase.IsPostgres ? $"'{later:O}'" : $"{later.UtcTicks}";
        var hash = TestDatabase.IsPostgres ? "'\\x07'" : "x'07'";
        const string id = "'0197E0A4-0000-7000-8000-000000000001'";
        const string ingrid = """(SELECT "MemberId" FROM "Actors" WHERE "Handle" = 'ingrid')""";
#pragma warning disable EF1002 // Every value is from this file.
        await db.Database.ExecuteSqlRawAsync(
            $"""
            INSERT INTO "Deeds" ("At", "By", "Kind", "Who", "About", "More") VALUES ({moment}, 'Member', 'FollowerLetIn', 'Mara', 'Joe', '');
            INSERT INTO "Deeds" ("At", "By", "Kind", "Who", "About", "More") VALUES ({moment}, 'Member', 'FollowerTurnedAway', 'Mara', 'Eve', '');
            INSERT INTO "Letters" ("Id", "Kind", "Address", "Sealed", "CreatedAt", "DueAt", "Failures", "Attempts")
                VALUES ({id}, 'AskedAtTheDoor', 'ingrid@lindgren.test', 'sealed', {moment}, {moment}, 0, 0);
            INSERT INTO "Letterboxes" ("MemberId", "WantedAddress", "Rhythm", "Hour", "Since", "AskedTimes")
                VALUES ({ingrid}, 'ingrid@lindgren.test', 'Weekly', 8, {moment}, 0);
            INSERT INTO "PostOffices" ("Id", "Host", "Port", "Security", "From", "Show")
                VALUES (1, 'mail.lindgren.test', 587, 'StartTls', 'house@lindgren.test', 'Words');
            INSERT INTO "HalfwaySignIns" ("Id", "SecretHash", "MemberId", "EndsAt", "WrongCodes") VALUES ({id}, {hash}, {ingrid}, {moment}, 2);
            INSERT INTO "News" ("Id", "MemberId", "Kind", "About", "At", "LetterId") VALUES ({id}, {ingrid}, 'LetterGivenUp', 'Ingrid', {moment}, {id});
            """);
#pragma warning restore EF1002
    }

    [Fact]
    public async Task Doctor_finds_nothing_missing_and_a_second_start_changes_nothing()
    {
        var findings = await ExamineAsync(old.House.Part<Settings>());
        Assert.Equal("ok", findings["database"]);
        Assert.Equal("ok", findings["servers"]);
        // A machine with a small disk is warned, as it would be with a new house.
        Assert.NotEqual("problem", findings["storage"]);
        var before = await old.House.CountRowsAsync();
        var kept = await old.House.ReadAsync(db => db.Actors.OrderBy(actor => actor.Handle).Select(actor => actor.RsaPrivateKey).ToListAsync());

        await old.House.RestartAsync();

        Assert.Equal(before, await old.House.CountRowsAsync());
        Assert.Equal(kept, await old.House.ReadAsync(db => db.Actors.OrderBy(actor => actor.Handle).Select(actor => actor.RsaPrivateKey).ToListAsync()));
        using var stranger = new Browser(old.House);
        Assert.Equal(HttpStatusCode.OK, await stranger.StatusAsync("/sign-in"));
    }

    /// <summary>What the command doctor says of a house that stands: the result of each check.</summary>
    private static async Task<Dictionary<string, string>> ExamineAsync(Settings settings)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "PrivateFed.dll");
        var start = new ProcessStartInfo("dotnet", [program, "doctor", "--json"]) { RedirectStandardOutput = true };
        start.Environment["PrivateFed__Data"] = settings.Data;
        start.Environment["PrivateFed__Database"] = settings.Database;
        using var doctor = Process.Start(start)!;
        var said = await doctor.StandardOutput.ReadToEndAsync();
        await doctor.WaitForExitAsync();
        using var findings = JsonDocument.Parse(said);
        return findings.RootElement.EnumerateArray()
            .ToDictionary(finding => finding.GetProperty("name").GetString()!, finding => finding.GetProperty("result").GetString()!);
    }

    /// <summary>One copy for all tests of the class.</summary>
    public sealed class OldHouse : IAsyncLifetime
    {
        public House House { get; private set; } = null!;

        public async ValueTask InitializeAsync() => House = await House.OfLastVersionAsync();

        public ValueTask DisposeAsync() => House.DisposeAsync();
    }
}
