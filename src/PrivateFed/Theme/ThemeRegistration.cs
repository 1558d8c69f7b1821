namespace PrivateFed.Theme;

/// <summary>How the house looks.</summary>
public static class ThemeRegistration
{
    public static IServiceCollection AddTheme(this IServiceCollection services) =>
        services.AddScoped<ChangeHousePicture>();
}
