namespace PrivateFed.Theme;

/// <summary>Services for the house's appearance.</summary>
public static class ThemeRegistration
{
    public static IServiceCollection AddTheme(this IServiceCollection services) =>
        services.AddScoped<ChangeHousePicture>();
}
