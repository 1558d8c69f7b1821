using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Storage;

namespace PrivateFed.Hosting;

/// <summary>
/// When the key file is lost: whatever was encrypted with it is given up, and the house goes on with a new one. Everybody signs in again,
/// nobody is asked for codes, devices are told nothing until asked anew, and actors have keys that their followers' servers look up.
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
        await db.Emails.Where(letter => letter.SealedSecret != null).ExecuteDeleteAsync(cancellation);
        await db.MailServers.ExecuteUpdateAsync(set => set.SetProperty(office => office.SealedPassword, (string?)null), cancellation);
        await db.RetiredKeys.ExecuteDeleteAsync(cancellation);
        foreach (var actor in await db.Actors.ToListAsync(cancellation))
        {
            actor.MakeKeys();
        }
        await db.SaveChangesAsync(cancellation);
        // Not as entities: reading one opens its key.
        foreach (var id in await db.RemoteHosts.Select(host => host.Id).ToListAsync(cancellation))
        {
            var key = box.Seal(RandomNumberGenerator.GetBytes(RemoteHost.LinkKeyLength), SealOnSave.LinkKey);
            await db.RemoteHosts.Where(host => host.Id == id).ExecuteUpdateAsync(set => set.SetProperty(host => host.SealedLinkKey, key), cancellation);
        }
        await transaction.CommitAsync(cancellation);
    }
}
