namespace PrivateFed.Audiences;

/// <summary>Who may see what.</summary>
public static class AudienceRegistration
{
    public static IServiceCollection AddAudiences(this IServiceCollection services) =>
        services.AddScoped<EditCircles>();
}
