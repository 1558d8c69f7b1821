using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Hosting;
using PrivateFed.Houses;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Members.Codes;
using PrivateFed.Notifications.Mail;
using PrivateFed.Notifications.Push;
using PrivateFed.Storage;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Storage;

/// <summary>T: whoever has the database alone signs in as nobody and opens no secret.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public partial class SecretsTests
{
    private const string MailPassword = "the mail server's own password";

    [Fact]
    public async Task T_Between_password_and_code_stands_a_row_with_a_hash_that_opens_once()
    {
        await using var house = await House.OpenAsync();
        var (_, secret) = await WithCodesAsync(house);
        using var phone = new Browser(house);
        var halfway = await TellPasswordAsync(phone);
        var row = await house.ReadAsync(db => db.PendingSignIns.AsNoTracking().SingleAsync());
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(halfway)), row.SecretHash);

        Assert.Equal(HttpStatusCode.Redirect, await TellCodeAsync(phone, halfway, CodeNow(house, secret)));
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        using var thief = new Browser(house);
        Assert.Equal(HttpStatusCode.OK, await TellCodeAsync(thief, halfway, CodeNow(house, secret)));
        Assert.Equal(HttpStatusCode.NotFound, await thief.StatusAsync("/me"));
        Assert.Empty(await house.ReadAsync(db => db.PendingSignIns.ToListAsync()));
    }

    [Theory]
    [InlineData("ten minutes later")]
    [InlineData("after five wrong codes")]
    [InlineData("after another password")]
    [InlineData("after being signed out everywhere")]
    public async Task T_A_half_way_sign_in_ends(string how)
    {
        await using var house = await House.OpenAsync();
        var (nora, secret) = await WithCodesAsync(house);
        using var phone = new Browser(house);
        var halfway = await TellPasswordAsync(phone);
        switch (how)
        {
            case "ten minutes later":
                house.Clock.Advance(TimeSpan.FromMinutes(10));
                break;
            case "after five wrong codes":
                for (var number = 0; number < 5; number++)
                {
                    Assert.Equal(HttpStatusCode.OK, await TellCodeAsync(phone, halfway, "12345x"));
                    house.Clock.Advance(TimeSpan.FromSeconds(30));
                }
                break;
            case "after another password":
                House.Value(await house.DoAsync(
                    (ChangePassword change) => change.ResetByOperatorAsync(nora.Id, "an owl in the attic", House.Cancellation)));
                break;
            default:
                await house.DoAsync(async (EndSessions end) => { await end.EndAllAsync(nora.Id, House.Cancellation); return true; });
                break;
        }

        using var late = await phone.SubmitAsync(
            "/sign-in", "/sign-in?handler=Code", ("halfway", halfway), ("code", CodeNow(house, secret)));

        Assert.Contains("Please start again", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await phone.StatusAsync("/me"));
    }

    [Fact]
    public async Task T_The_rows_alone_hold_no_secret_in_clear()
    {
        await using var house = await House.OpenAsync();
        var (_, secret) = await WithCodesAsync(house);
        await FurnishAsync(house);

        var rows = await EverythingAsync(house);

        Assert.DoesNotContain("PRIVATE KEY", rows, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", rows, StringComparison.Ordinal);
        Assert.Contains("encryptedSecret", rows, StringComparison.Ordinal);
        Assert.DoesNotContain(MailPassword, rows, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(secret), rows, StringComparison.Ordinal);
        var key = await house.ReadAsync(async db => (await db.RemoteHosts.AsNoTracking().FirstAsync()).LinkKey);
        Assert.Equal(32, key.Length);
        Assert.DoesNotContain(Convert.ToHexString(key), rows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T_A_copy_of_the_database_in_another_house_opens_nothing()
    {
        await using var house = await House.OpenAsync();
        await WithCodesAsync(house);
        await FurnishAsync(house);
        var settings = await CopyAsync(house);
        await using var thief = new ServiceCollection().AddLogging().AddHouse(settings).BuildServiceProvider();

        var refused = await Assert.ThrowsAsync<WrongSetting>(() => OpenStorage.MigrateAsync(thief, settings, House.Cancellation));
        Assert.Contains("secrets.key", refused.Message, StringComparison.Ordinal);
        Assert.Contains("is not there", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(settings.KeyFile));

        // The thief makes a key file of their own, and asks the house's parts one by one.
        await using var scope = thief.CreateAsyncScope();
        var (db, box) = (scope.ServiceProvider.GetRequiredService<HouseDb>(), scope.ServiceProvider.GetRequiredService<SecretBox>());
        var kept = await db.Actors.AsNoTracking().Where(actor => actor.Handle == "mara").Select(actor => actor.RsaPrivateKey).SingleAsync();
        Assert.Throws<CryptographicException>(() => scope.ServiceProvider.GetRequiredService<LocalKeys>().Read(kept));
        var code = await db.Members.Where(member => member.CodeSecret != null).Select(member => member.CodeSecret!).SingleAsync();
        Assert.Throws<CryptographicException>(() => box.Open(code, SealOnSave.CodeSecret));
        await Assert.ThrowsAsync<CryptographicException>(() => db.RemoteHosts.AsNoTracking().ToListAsync());
        var seal = scope.ServiceProvider.GetRequiredService<ProtectSecret>();
        Assert.Null(seal.Unprotect((await db.MailServers.AsNoTracking().SingleAsync()).SealedPassword));
        Assert.Null(seal.Unprotect((await db.PushKeys.AsNoTracking().SingleAsync()).SealedPrivateKey));
        var other = await Assert.ThrowsAsync<WrongSetting>(() => OpenStorage.MigrateAsync(thief, settings, House.Cancellation));
        Assert.Contains("another house", other.Message, StringComparison.Ordinal);
        Directory.Delete(settings.Data, recursive: true);
    }

    [Fact]
    public async Task T_A_house_of_before_is_encrypted_where_it_stands()
    {
        await using var house = await House.OpenAsync();
        var (nora, secret) = await WithCodesAsync(house);
        await FurnishAsync(house);
        using var mara = await house.BrowserOfAsync(house.Mara);
        var photo = Guid.CreateVersion7();
        var link = await LinkAsync(house, photo);
        var recovery = "abcdefghjk";
        await BackToClearAsync(house, nora.Id, secret, recovery);
        Assert.Contains("PRIVATE KEY", await EverythingAsync(house), StringComparison.Ordinal);
        Assert.Contains("masterKey", await EverythingAsync(house), StringComparison.Ordinal);

        await house.RestartAsync();

        var rows = await EverythingAsync(house);
        Assert.DoesNotContain("PRIVATE KEY", rows, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", rows, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(secret), rows, StringComparison.Ordinal);
        Assert.Equal(link, await LinkAsync(house, photo));
        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync("/me"));
        using var phone = new Browser(house);
        Assert.Equal(HttpStatusCode.Redirect, await TellCodeAsync(phone, await TellPasswordAsync(phone), recovery));
        if (!TestDatabase.IsPostgres)
        {
            await using var file = new FileStream(house.Part<Settings>().SqliteFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes);
            Assert.Equal(-1, bytes.AsSpan().IndexOf("PRIVATE KEY"u8));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(secret));
        }
    }

    [Fact]
    public async Task T_A_recovery_code_is_kept_as_a_hash_that_needs_the_key()
    {
        await using var house = await House.OpenAsync();
        var nora = await house.AddAsync("Nora", "nora", Role.Author);
        var secret = Totp.NewSecret();
        var codes =
            House.Value(
                await house.DoAsync((ConfigureTotp ask) => ask.StartAsync(nora.Id, secret, CodeNow(house, secret), House.Cancellation)));

        var kept = await house.ReadAsync(db => db.RecoveryCodes.Where(code => code.MemberId == nora.Id).Select(code => code.CodeHash)
            .ToListAsync());

        Assert.Equal(10, kept.Count);
        Assert.DoesNotContain(kept, hash => codes.Any(code => hash.AsSpan().IndexOf(SHA256.HashData(Encoding.UTF8.GetBytes(code))) >= 0));
    }

    [Fact]
    public async Task T_The_key_file_may_stand_elsewhere_and_is_for_one_user()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("privatefed-key-").FullName, "house.key");
        await using var house = await House.UnfinishedAsync($"--PrivateFed:KeyFile={file}");
        await house.MoveInAsync();

        Assert.True(File.Exists(file));
        Assert.False(File.Exists(Path.Combine(house.Part<Settings>().Data, "secrets.key")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        await house.RestartAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);
        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync("/me"));
    }

    private static async Task<(Member Nora, byte[] Secret)> WithCodesAsync(House house)
    {
        var nora = await house.AddAsync("Nora", "nora", Role.Author);
        var secret = Totp.NewSecret();
        House.Value(
            await house.DoAsync((ConfigureTotp ask) => ask.StartAsync(nora.Id, secret, CodeNow(house, secret), House.Cancellation)));
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        return (nora, secret);
    }

    /// <summary>A mail server with a password, keys for pushes, and a server that has media links.</summary>
    private static async Task FurnishAsync(House house)
    {
        House.Value(await house.DoAsync((ConfigureMailServer mail) => mail.ConfigureAsync(
            new MailServerForm("localhost", 2525, MailSecurity.None, "house", MailPassword, "house@lindgren.test", EmailContent.Words),
            House.Cancellation)));
        var seal = house.Part<ProtectSecret>();
        await house.ReadAsync(db => PushKeys.FindOrCreateAsync(db, seal, House.Cancellation));
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
    }

    private static async Task<string> LinkAsync(House house, Guid photo)
    {
        var host = await house.ReadAsync(db => db.RemoteHosts.AsNoTracking().OrderBy(host => host.Name).FirstAsync());
        return MediaLinks.For(photo, host, house.Part<CurrentHouse>().Addresses);
    }

    /// <summary>As the rows were before there was a key file.</summary>
    private static async Task BackToClearAsync(House house, Guid noraId, byte[] secret, string recovery)
    {
        var box = house.Part<SecretBox>();
        await house.ReadAsync(async db =>
        {
            foreach (var actor in await db.Actors.AsNoTracking().ToListAsync())
            {
                var (rsa, ed25519) =
                    (box.Open(actor.RsaPrivateKey, SealOnSave.ActorKey), box.Open(actor.Ed25519PrivateKey, SealOnSave.ActorKey));
                await db.Actors.Where(one => one.Id == actor.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.RsaPrivateKey, rsa)
                    .SetProperty(one => one.Ed25519PrivateKey, ed25519));
            }
            foreach (var host in await db.RemoteHosts.AsNoTracking().ToListAsync())
            {
                await db.RemoteHosts.Where(one => one.Id == host.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.SealedLinkKey, host.LinkKey));
            }
            foreach (var key in await db.DataProtectionKeys.AsNoTracking().ToListAsync())
            {
                var xml = XElement.Parse(key.Xml!);
                foreach (var encrypted in xml.Descendants().Where(element => element.Name.LocalName == "encryptedSecret").ToList())
                {
                    encrypted.ReplaceWith(XElement.Parse(box.Open(encrypted.Value, "data protection key")));
                }
                var clear = xml.ToString(SaveOptions.DisableFormatting);
                await db.DataProtectionKeys.Where(one => one.Id == key.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.Xml, clear));
            }
            await db.Members.Where(one => one.Id == noraId).ExecuteUpdateAsync(set => set.SetProperty(one => one.CodeSecret, secret));
            var first = await db.RecoveryCodes.Where(one => one.MemberId == noraId).Select(one => one.Id).FirstAsync();
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(recovery));
            return await db.RecoveryCodes.Where(one => one.Id == first)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.CodeHash, hash));
        });
    }

    /// <summary>Every value of every row, bytes in hexadecimal.</summary>
    private static Task<string> EverythingAsync(House house) => house.ReadAsync(async db =>
    {
        var all = new StringBuilder();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    all.AppendLine(reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(column)}");
                }
            }
        }
        await db.Database.CloseConnectionAsync();
        return all.ToString();
    });

    /// <summary>A folder with the database alone; PostgreSQL is read where it stands, which is what a copy would hold.</summary>
    private static async Task<Settings> CopyAsync(House house)
    {
        var folder = Directory.CreateTempSubdirectory("privatefed-stolen-").FullName;
        var settings = Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PrivateFed:Data"] = folder,
            ["PrivateFed:Database"] = house.Part<Settings>().Database,
        }).Build());
        if (!TestDatabase.IsPostgres)
        {
            await house.ReadAsync(db => db.Database.ExecuteSqlAsync($"VACUUM INTO {settings.SqliteFile}"));
        }
        return settings;
    }

    private static string CodeNow(House house, byte[] secret) => Totp.CodeAt(secret, house.Clock.GetUtcNow());

    private static async Task<string> TellPasswordAsync(Browser browser)
    {
        using var answer = await browser.SubmitAsync(
            "/sign-in", "/sign-in", ("Input.Handle", "nora"), ("Input.Password", InTheHouse.Password));
        return Halfway().Match(await answer.Content.ReadAsStringAsync()).Groups["token"].Value;
    }

    private static async Task<HttpStatusCode> TellCodeAsync(Browser browser, string halfway, string code)
    {
        using var answer = await browser.SubmitAsync("/sign-in", "/sign-in?handler=Code", ("halfway", halfway), ("code", code));
        return answer.StatusCode;
    }

    [GeneratedRegex("name=\"halfway\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Halfway();
}
