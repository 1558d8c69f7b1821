using PrivateFed.Albums;
using PrivateFed.Audiences;
using PrivateFed.Audit;
using PrivateFed.CustomEmojis;
using PrivateFed.Federation;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Languages;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Notifications;
using PrivateFed.Posts;
using PrivateFed.Reports;
using PrivateFed.Storage;
using PrivateFed.Theme;

namespace PrivateFed.Hosting;

/// <summary>
/// Registers all parts of the house, for the server and the command line alike. Only the server starts the background work.
/// </summary>
public static class AllParts
{
    public static IServiceCollection AddHouse(this IServiceCollection services, Settings settings) =>
        services.AddSingleton(settings).AddSingleton(TimeProvider.System)
            .AddStorage(settings)
            .AddJobs(settings)
            .AddHouses()
            .AddMembers()
            .AddAudiences()
            .AddFederation()
            .AddFollows()
            .AddPosts()
            .AddMedia()
            .AddAlbums()
            .AddCustomEmojis()
            .AddNotifications()
            .AddReports()
            .AddAudit()
            .AddTheme()
            .AddLanguages();
}
