using PrivateFed.Jobs;

namespace PrivateFed.CustomEmojis;

/// <summary>Pictures in the place of a :name:.</summary>
public static class CustomEmojiRegistration
{
    public static IServiceCollection AddCustomEmojis(this IServiceCollection services) =>
        services.AddScoped<FetchEmoji>().AddSweepStep("emoji", FetchEmoji.EnqueueDueAsync);
}
