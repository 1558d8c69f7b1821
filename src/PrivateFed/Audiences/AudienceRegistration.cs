namespace PrivateFed.Audiences;

/// <summary>Registers the editing of circles.</summary>
public static class AudienceRegistration
{
    public static IServiceCollection AddAudiences(this IServiceCollection services) =>
        services.AddScoped<EditCircles>();
}
