namespace PrivateFed.Audiences;

/// <summary>Who may see what.</summary>
public static class AudienceServices
{
    public static IServiceCollection AddAudiences(this IServiceCollection services) =>
        services.AddScoped<EditCircles>();
}
