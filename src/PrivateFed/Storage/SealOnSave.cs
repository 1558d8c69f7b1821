using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Members;
using PrivateFed.Members.Codes;

namespace PrivateFed.Storage;

/// <summary>
/// Encrypts every secret when it is saved, so that no other code has to. Secrets are decrypted where they are used
/// (<see cref="LocalKeys"/>, <see cref="VerifyCode"/>), and the keys of media links when their row is read (<see cref="RemoteHost"/>). Data
/// Protection encrypts the secrets of emails and the push keys.
/// </summary>
public sealed class SealOnSave(SecretBox box) : SaveChangesInterceptor
{
    public const string ActorKey = "actor key";
    public const string CodeSecret = "secret of codes";
    public const string LinkKey = "media links";

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var saved = eventData.Context!.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified);
        foreach (var entry in saved)
        {
            SealSecretsOf(entry);
        }
        return ValueTask.FromResult(result);
    }

    private void SealSecretsOf(EntityEntry entry)
    {
        switch (entry.Entity)
        {
            case Actor:
                Seal<string>(entry, nameof(Actor.RsaPrivateKey), key => SecretBox.IsSealed(key) ? key : box.Seal(key, ActorKey));
                Seal<string>(entry, nameof(Actor.Ed25519PrivateKey), key => SecretBox.IsSealed(key) ? key : box.Seal(key, ActorKey));
                break;
            case RetiredKey:
                Seal<string>(entry, nameof(RetiredKey.RsaPrivateKey), key => SecretBox.IsSealed(key) ? key : box.Seal(key, ActorKey));
                break;
            case Member:
                Seal<byte[]>(
                    entry, nameof(Member.CodeSecret), secret => SecretBox.IsSealed(secret) ? secret : box.Seal(secret, CodeSecret));
                break;
            case RemoteHost host:
                Seal<byte[]>(
                    entry, nameof(RemoteHost.SealedLinkKey), key => SecretBox.IsSealed(key) ? key : box.Seal(host.LinkKey, LinkKey));
                break;
            case RecoveryCode:
                Seal<byte[]>(entry, nameof(RecoveryCode.CodeHash), hash => SecretBox.IsKeyedHash(hash) ? hash : box.KeyedHash(hash));
                break;
        }
    }

    private static void Seal<T>(EntityEntry entry, string name, Func<T, T> seal)
        where T : class
    {
        var property = entry.Property(name);
        if ((entry.State == EntityState.Added || property.IsModified) && property.CurrentValue is T secret)
        {
            property.CurrentValue = seal(secret);
        }
    }
}
