using Microsoft.EntityFrameworkCore;

namespace PrivateFed.CustomEmojis;

/// <summary>The table of custom emoji.</summary>
internal static class CustomEmojisModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<CustomEmoji>().HasIndex(emoji => new { emoji.HostId, emoji.Shortcode });
        model.Entity<CustomEmoji>().HasIndex(emoji => emoji.DueAt).HasFilter("\"DueAt\" IS NOT NULL");
    }
}
