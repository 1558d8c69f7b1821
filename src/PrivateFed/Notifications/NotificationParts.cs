namespace PrivateFed.Notifications;

/// <summary>What telling people is made of.</summary>
internal static class NotificationParts
{
    /// <summary>For the server and for the command line.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services) => services.AddSingleton<SealSecret>();

    /// <summary>What only the running server has.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddScoped<ChangeMailPreferences>().AddScoped<ConfirmAddress>().AddScoped<Unsubscribe>().AddScoped<ConfigureMailServer>().AddScoped<EmailSignInLink>();
        services.AddScoped<ComposeDigest>().AddScoped<ComposeEmail>().AddScoped<SendEmail>().AddSingleton<BuildMessage>().AddSingleton<SendMail>().AddSingleton<ConnectToMailServer>().AddSingleton<TestEmailLimit>();
        services.AddScoped<SubscribeDevice>().AddScoped<SendPush>().AddSingleton<PushClient>();
        return services.AddSingleton<WatchDisk>().AddHostedService(provider => provider.GetRequiredService<WatchDisk>());
    }
}
