using PrivateFed.Jobs;
using PrivateFed.Media.Films;
using PrivateFed.Media.Room;
using PrivateFed.Media.Saving;
using PrivateFed.Media.Storing;
using PrivateFed.Media.Uploads;

namespace PrivateFed.Media;

/// <summary>Registers photos, from upload to deletion.</summary>
public static class MediaRegistration
{
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddSingleton<MediaStorage>().AddSingleton<MeasureRoom>().AddHostedService<CountBytes>();
        services.AddSingleton<PhotoFiles>().AddScoped<AddPhoto>().AddScoped<DeletePhoto>().AddScoped<RenewMediaLinks>()
            .AddScoped<MakeEmailPicture>().AddSingleton<PhotoChecksums>().AddScoped<MakeArchive>()
            .AddHostedService<DeleteOrphanUploads>();
        services.AddSingleton<UploadFiles>().AddScoped<BeginUpload>().AddScoped<FinishUpload>();
        services.AddSingleton<FilmPrograms>().AddSingleton<FilmProcess>().AddSingleton<ReadFilm>().AddScoped<PrepareFilm>()
            .AddSweepStep("films", EnqueueFilms.DueAsync);
        services.AddDeletionStep<DeleteOrphanPhotos>("photos", (step, now, cancellation) => step.RunAsync(now, cancellation));
        services.AddDeletionStep<DeleteUnusedRemoteAvatars>(
            "pictures of followers", (step, now, cancellation) => step.RunAsync(now, cancellation));
        return services.AddDeletionStep<DeleteOrphanPictures>(
            "avatars and custom emoji", (step, now, cancellation) => step.RunAsync(now, cancellation));
    }
}
