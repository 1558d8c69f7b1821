using Microsoft.EntityFrameworkCore;
using PrivateFed.Notifications.Mail;
using PrivateFed.Notifications.Push;

namespace PrivateFed.Notifications;

/// <summary>The tables of news, mail and push.</summary>
internal static class NotificationsModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<News>().HasIndex(news => new { news.MemberId, news.At });
        model.Entity<News>().HasIndex(news => news.MemberId).HasFilter("\"SeenAt\" IS NULL").HasDatabaseName("IX_News_Unseen");
        model.Entity<News>().HasIndex(news => news.EmailId);
        model.Entity<News>().HasOne(news => news.Comment).WithMany().OnDelete(DeleteBehavior.Cascade);
        model.Entity<News>().HasOne(news => news.Follow).WithMany().OnDelete(DeleteBehavior.Cascade);
        ConfigureMail(model);
        ConfigurePush(model);
    }

    private static void ConfigureMail(ModelBuilder model)
    {
        model.Entity<MailPreferences>().HasKey(preferences => preferences.MemberId);
        model.Entity<MailPreferences>().HasOne(preferences => preferences.Member).WithOne()
            .HasForeignKey<MailPreferences>(preferences => preferences.MemberId);
        model.Entity<Email>().HasIndex(email => email.DueAt);
        model.Entity<MailServer>().Property(server => server.Id).ValueGeneratedNever();
    }

    private static void ConfigurePush(ModelBuilder model)
    {
        model.Entity<PushKeys>().Property(keys => keys.Id).ValueGeneratedNever();
        model.Entity<PushDevice>().HasIndex(device => device.Endpoint).IsUnique();
        // A device that is signed out is notified of nothing more, however its session ended.
        model.Entity<PushDevice>().HasOne(device => device.Session).WithMany().OnDelete(DeleteBehavior.Cascade);
    }
}
