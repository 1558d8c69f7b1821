using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Houses;
using PrivateFed.Members;
using PrivateFed.Members.Codes;

namespace PrivateFed.Storage;

/// <summary>
/// Checks at every start that the key file is the one that the house's secrets were encrypted with, and encrypts secrets that were stored
/// in plain text before there was a key file.
/// </summary>
internal static class SealOldSecrets
{
    /// <exception cref="WrongSetting">The key file is missing or is another one, so no secret could be decrypted.</exception>
    public static async Task RunAsync(HouseDb db, SecretBox box, Settings settings, CancellationToken cancellation)
    {
        if (await FirstSealedAsync(db, cancellation) is { } known)
        {
            CheckKey(box, settings.KeyFile, known);
        }
        var keys = await SealDataProtectionKeysAsync(db, box, cancellation);
        var rows = await MarkPlainRowsAsync(db, cancellation);
        if (keys + rows > 0)
        {
            await SaveLeavingNoTraceAsync(db, settings, cancellation);
        }
        db.ChangeTracker.Clear();
    }

    /// <summary>Whether the key file decrypts the secrets in the database, or there is none yet.</summary>
    public static async Task<bool> IsRightKeyAsync(HouseDb db, SecretBox box, Settings settings, CancellationToken cancellation) =>
        await FirstSealedAsync(db, cancellation) is not { } known || (File.Exists(settings.KeyFile) && box.IsOurs(known));

    private static async Task<string?> FirstSealedAsync(HouseDb db, CancellationToken cancellation) =>
        await db.Actors.Where(actor => actor.RsaPrivateKey.StartsWith("sealed:"))
            .Select(actor => actor.RsaPrivateKey).FirstOrDefaultAsync(cancellation)
        ?? (await db.DataProtectionKeys.AsNoTracking().ToListAsync(cancellation))
            .SelectMany(key => SealDataProtectionKeys.SealedIn(key.Xml!)).FirstOrDefault();

    private static void CheckKey(SecretBox box, string file, string known)
    {
        const string remedy = "Without it the house's secrets cannot be opened. Please put the key file back that belongs to this "
            + "database; if it is lost, \"PrivateFed forget-secrets\" begins with a new one.";
        if (!File.Exists(file))
        {
            throw new WrongSetting("KeyFile", $"is {file}, which is not there. {remedy}");
        }
        if (!box.IsOurs(known))
        {
            throw new WrongSetting("KeyFile", $"is {file}, which is the key file of another house. {remedy}");
        }
    }

    private static async Task<int> SealDataProtectionKeysAsync(HouseDb db, SecretBox box, CancellationToken cancellation)
    {
        var seal = new SealDataProtectionKeys(box);
        var changed = 0;
        foreach (var key in await db.DataProtectionKeys.ToListAsync(cancellation))
        {
            if (seal.EncryptKept(key.Xml!) is { } encrypted)
            {
                key.Xml = encrypted;
                changed++;
            }
        }
        return changed;
    }

    /// <summary>Marks secrets in plain text as changed, so that <see cref="SealOnSave"/> encrypts them.</summary>
    private static async Task<int> MarkPlainRowsAsync(HouseDb db, CancellationToken cancellation)
    {
        var changed = 0;
        var actors = db.Actors.Where(actor => actor.RsaPrivateKey.StartsWith("-----") || actor.Ed25519PrivateKey.StartsWith("-----"));
        foreach (var actor in await actors.ToListAsync(cancellation))
        {
            changed += Mark(db, actor, nameof(Actor.RsaPrivateKey), nameof(Actor.Ed25519PrivateKey));
        }
        foreach (var key in await db.RetiredKeys.Where(key => key.RsaPrivateKey.StartsWith("-----")).ToListAsync(cancellation))
        {
            changed += Mark(db, key, nameof(RetiredKey.RsaPrivateKey));
        }
        var members = await db.Members.Where(member => member.CodeSecret != null).ToListAsync(cancellation);
        foreach (var member in members.Where(member => !SecretBox.IsSealed(member.CodeSecret!)))
        {
            changed += Mark(db, member, nameof(Member.CodeSecret));
        }
        var hosts = db.RemoteHosts.Where(host => host.SealedLinkKey.Length == RemoteHost.LinkKeyLength);
        foreach (var host in await hosts.ToListAsync(cancellation))
        {
            changed += Mark(db, host, nameof(RemoteHost.SealedLinkKey));
        }
        foreach (var code in (await db.RecoveryCodes.ToListAsync(cancellation)).Where(code => !SecretBox.IsKeyedHash(code.CodeHash)))
        {
            changed += Mark(db, code, nameof(RecoveryCode.CodeHash));
        }
        return changed;
    }

    private static int Mark(HouseDb db, object row, params ReadOnlySpan<string> properties)
    {
        foreach (var property in properties)
        {
            db.Entry(row).Property(property).IsModified = true;
        }
        return 1;
    }

    /// <summary>
    /// Makes SQLite overwrite the old values and empty its write-ahead log. PostgreSQL reuses the space by itself, in time.
    /// </summary>
    private static async Task SaveLeavingNoTraceAsync(HouseDb db, Settings settings, CancellationToken cancellation)
    {
        if (settings.Database is not null)
        {
            await db.SaveChangesAsync(cancellation);
            return;
        }
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete = ON", cancellation);
            await db.SaveChangesAsync(cancellation);
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellation);
            await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete = OFF", cancellation);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
