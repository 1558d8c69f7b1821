namespace PrivateFed.Notifications;

/// <summary>What telling people is made of.</summary>
internal static class NotificationParts
{
    /// <summary>For the server and for the command line.</summary>
    public static IServiceCollection AddLetters(this IServiceCollection services) => services.AddSingleton<SealSecret>();

    /// <summary>What only the running server has.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddScoped<ChooseLetters>().AddScoped<ConfirmAddress>().AddScoped<StopLetters>().AddScoped<SetUpMail>().AddScoped<AnswerTheDoor>();
        services.AddScoped<WriteDigest>().AddScoped<WriteLetter>().AddScoped<SendLetter>().AddSingleton<SealLetter>().AddSingleton<HandOver>().AddSingleton<DialMailServer>().AddSingleton<TestLetterPace>();
        services.AddScoped<TellDevice>().AddScoped<SendPush>().AddSingleton<PushDoor>();
        return services.AddSingleton<WatchDisk>().AddHostedService(provider => provider.GetRequiredService<WatchDisk>());
    }
}
