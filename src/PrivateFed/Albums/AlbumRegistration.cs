namespace PrivateFed.Albums;

/// <summary>Named sets of photos.</summary>
public static class AlbumRegistration
{
    public static IServiceCollection AddAlbums(this IServiceCollection services) =>
        services.AddScoped<MakeAlbum>().AddScoped<FillAlbum>();
}
