using PrivateFed.Jobs;

namespace PrivateFed.Media;

/// <summary>Registers photos, from upload to deletion.</summary>
public static class MediaRegistration
{
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddSingleton<PhotoFiles>().AddScoped<AddPhoto>().AddScoped<DeletePhoto>().AddScoped<RenewMediaLinks>().AddHostedService<ForgetUploads>();
        services.AddDeletionStep<ForgetPhotos>("photos", (step, now, cancellation) => step.OldAsync(now, cancellation));
        services.AddDeletionStep<DeleteUnusedRemoteAvatars>("pictures of followers", (step, now, cancellation) => step.OldAsync(now, cancellation));
        return services.AddDeletionStep<ForgetPictures>(
            "avatars and custom emoji", (step, now, cancellation) => step.OldAsync(now, cancellation));
    }
}
