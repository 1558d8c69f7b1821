using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Storage;

/// <summary>Opens the key of a host's media links when the host is read: links are made and judged in places that know nothing of the key file.</summary>
public sealed class OpenOnRead : IMaterializationInterceptor
{
    /// <summary>One for all houses of a process: with an interceptor of its own each would build the whole model anew.</summary>
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
