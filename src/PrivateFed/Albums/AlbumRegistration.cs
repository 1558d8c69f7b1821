namespace PrivateFed.Albums;

/// <summary>Registers albums.</summary>
public static class AlbumRegistration
{
    public static IServiceCollection AddAlbums(this IServiceCollection services) =>
        services.AddScoped<MakeAlbum>().AddScoped<FillAlbum>();
}
