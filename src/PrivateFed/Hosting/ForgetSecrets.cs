using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Storage;

namespace PrivateFed.Hosting;

/// <summary>
/// For a lost key file: deletes everything encrypted with it, so that the house can go on with a new key. Everyone has to sign in again,
/// two-factor codes are off, devices get no notifications until they subscribe again, and actors get new keys, which followers' servers
/// look up.
/// </summary>
internal static class ForgetSecrets
{
    public static async Task RunAsync(HouseDb db, SecretBox box, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.DataProtectionKeys.ExecuteDeleteAsync(cancellation);
        await db.Sessions.ExecuteDeleteAsync(cancellation);
        await db.RecoveryCodes.ExecuteDeleteAsync(cancellation);
        await db.Members.ExecuteUpdateAsync(set => set.SetProperty(member => member.CodeSecret, (byte[]?)null), cancellation);
        await db.PushDevices.ExecuteDeleteAsync(cancellation);
        await db.PushKeys.ExecuteDeleteAsync(cancellation);
        await db.Emails.Where(email => email.SealedSecret != null).ExecuteDeleteAsync(cancellation);
        await db.MailServers.ExecuteUpdateAsync(set => set.SetProperty(server => server.SealedPassword, (string?)null), cancellation);
        await db.RetiredKeys.ExecuteDeleteAsync(cancellation);
        foreach (var actor in await db.Actors.ToListAsync(cancellation))
        {
            actor.MakeKeys();
        }
        await db.SaveChangesAsync(cancellation);
        // Not loaded as entities: loading one decrypts its key.
        foreach (var id in await db.RemoteHosts.Select(host => host.Id).ToListAsync(cancellation))
        {
            var key = box.Seal(RandomNumberGenerator.GetBytes(RemoteHost.LinkKeyLength), SealOnSave.LinkKey);
            await db.RemoteHosts.Where(host => host.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(host => host.SealedLinkKey, key), cancellation);
        }
        await transaction.CommitAsync(cancellation);
    }
}
