using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using PrivateFed.Houses;

namespace PrivateFed.Storage;

/// <summary>Registers the database, and Data Protection with its keys in the database.</summary>
public static class StorageRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services, Settings settings)
    {
        services.AddHouseDb(settings);
        services.AddDataProtection().SetApplicationName("PrivateFed").PersistKeysToDbContext<HouseDb>();
        services.AddOptions<KeyManagementOptions>()
            .Configure<SecretBox>((options, box) => options.XmlEncryptor = new SealDataProtectionKeys(box));
        return services;
    }
}
