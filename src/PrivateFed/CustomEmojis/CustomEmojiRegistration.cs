using PrivateFed.Jobs;

namespace PrivateFed.CustomEmojis;

/// <summary>Registers custom emoji.</summary>
public static class CustomEmojiRegistration
{
    public static IServiceCollection AddCustomEmojis(this IServiceCollection services) =>
        services.AddScoped<FetchEmoji>().AddSweepStep("emoji", EnqueueEmoji.DueAsync);
}
