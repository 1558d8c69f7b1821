using PrivateFed.Federation.Deliveries;
using PrivateFed.Jobs;
using PrivateFed.Notifications.Mail;
using PrivateFed.Notifications.Push;

namespace PrivateFed.Notifications;

/// <summary>Registers notifications by email and push.</summary>
public static class NotificationRegistration
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<ProtectSecret>().AddScoped<ChangeMailPreferences>().AddScoped<ConfirmAddress>().AddScoped<Unsubscribe>()
            .AddScoped<ConfigureMailServer>().AddScoped<EmailSignInLink>();
        services.AddScoped<ComposeDigest>().AddScoped<ComposeEmail>().AddScoped<SendEmail>().AddSingleton<BuildMessage>()
            .AddSingleton<SendMail>().AddSingleton<ConnectToMailServer>().AddSingleton<TestEmailLimit>();
        services.AddScoped<SubscribeDevice>().AddScoped<SendPush>().AddSingleton<PushClient>()
            .AddScoped<IDeliveryFollowUp, NotifyOfGivenUpDelivery>();
        services.AddSweepStep("emails and pushes", EnqueueNotifications.DueAsync).AddDeletionStep("news", DeleteNews.DeleteOldAsync);
        return services.AddSingleton<WatchDisk>().AddHostedService(provider => provider.GetRequiredService<WatchDisk>());
    }
}
