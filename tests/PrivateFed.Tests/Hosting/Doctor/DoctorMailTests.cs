using Microsoft.EntityFrameworkCore;
using PrivateFed.Notifications.Mail;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Hosting.Doctor;

/// <summary>What doctor says of emails.</summary>
[Trait("Database", "none")]
public class DoctorMailTests(OperatedHouse house) : IClassFixture<OperatedHouse>
{
    [Fact]
    public async Task B7_Doctor_tells_the_truth_about_mail()
    {
        Assert.Contains("No mail server is set up", (await house.RunAsync("doctor")).Output, StringComparison.Ordinal);
        await house.InDatabaseAsync(db =>
        {
            db.MailServers.Add(new MailServer
            {
                Host = "mail.example.org",
                Port = 587,
                Security = MailSecurity.StartTls,
                From = "house@example.org",
                Content = EmailContent.Words,
            });
            return db.SaveChangesAsync();
        });
        Assert.Contains("Emails go out through mail.example.org:587", (await house.RunAsync("doctor")).Output, StringComparison.Ordinal);
        await house.InDatabaseAsync(db => db.MailServers.ExecuteUpdateAsync(
            set => set.SetProperty(office => office.LastError, "relay denied")
                .SetProperty(office => office.FailingSince, DateTimeOffset.UtcNow)));
        var failing = (await house.RunAsync("doctor")).Output;
        Assert.Contains("relay denied", failing, StringComparison.Ordinal);
        Assert.Contains("PrivateFed__AllowedNetworks", failing, StringComparison.Ordinal);
    }
}
