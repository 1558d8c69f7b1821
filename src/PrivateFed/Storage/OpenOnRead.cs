using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Storage;

/// <summary>
/// Decrypts the key of a host's media links when the host is read, since links are made and checked by code that does not know the key
/// file.
/// </summary>
public sealed class OpenOnRead : IMaterializationInterceptor
{
    /// <summary>Shared by all houses of a process: EF Core builds the whole model again for each interceptor instance.</summary>
    public static readonly OpenOnRead Instance = new();

    private OpenOnRead()
    {
    }

    public object InitializedInstance(MaterializationInterceptionData materializationData, object entity)
    {
        if (entity is RemoteHost host)
        {
            var box = materializationData.Context.GetService<SecretBox>();
            host.OpenLinkKey(kept => box.Open(kept, SealOnSave.LinkKey));
        }
        return entity;
    }
}
