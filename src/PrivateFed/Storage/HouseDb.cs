using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Albums;
using PrivateFed.Audiences;
using PrivateFed.Audit;
using PrivateFed.CustomEmojis;
using PrivateFed.Federation;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Inbox;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.LookingBack;
using PrivateFed.Media;
using PrivateFed.Media.Films;
using PrivateFed.Members;
using PrivateFed.Members.Codes;
using PrivateFed.Members.Consents;
using PrivateFed.Members.Invitations;
using PrivateFed.Members.Passkeys;
using PrivateFed.Members.SignInLinks;
using PrivateFed.Notifications;
using PrivateFed.Notifications.Mail;
using PrivateFed.Notifications.Push;
using PrivateFed.Posts;
using PrivateFed.Posts.Drafts;
using PrivateFed.Reports;
using PrivateFed.Search;

namespace PrivateFed.Storage;

/// <summary>The database of the house. Reads of posts, comments and photos start at <see cref="VisibilityQueries"/>.</summary>
public abstract class HouseDb(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<House> Houses => Set<House>();

    public DbSet<SetUpLink> SetUpLinks => Set<SetUpLink>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<HouseText> HouseTexts => Set<HouseText>();

    public DbSet<Consent> Consents => Set<Consent>();

    public DbSet<Passkey> Passkeys => Set<Passkey>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<PendingSignIn> PendingSignIns => Set<PendingSignIn>();

    public DbSet<UsedChallenge> UsedChallenges => Set<UsedChallenge>();

    public DbSet<Actor> Actors => Set<Actor>();

    public DbSet<RetiredKey> RetiredKeys => Set<RetiredKey>();

    public DbSet<Circle> Circles => Set<Circle>();

    public DbSet<Post> Posts => Set<Post>();

    public DbSet<PostVersion> PostVersions => Set<PostVersion>();

    public DbSet<Draft> Drafts => Set<Draft>();

    public DbSet<DraftPhoto> DraftPhotos => Set<DraftPhoto>();

    public DbSet<Comment> Comments => Set<Comment>();

    public DbSet<Reaction> Reactions => Set<Reaction>();

    public DbSet<Film> Films => Set<Film>();

    public DbSet<Photo> Photos => Set<Photo>();

    public DbSet<Album> Albums => Set<Album>();

    public DbSet<AlbumPhoto> AlbumPhotos => Set<AlbumPhoto>();

    public DbSet<Visit> Visits => Set<Visit>();

    public DbSet<SearchEntry> SearchEntries => Set<SearchEntry>();

    public DbSet<Follow> Follows => Set<Follow>();

    public DbSet<History> Histories => Set<History>();

    public DbSet<RemoteHost> RemoteHosts => Set<RemoteHost>();

    public DbSet<RemoteActor> RemoteActors => Set<RemoteActor>();

    public DbSet<CustomEmoji> CustomEmojis => Set<CustomEmoji>();

    public DbSet<RemoteKey> RemoteKeys => Set<RemoteKey>();

    public DbSet<PastKey> PastKeys => Set<PastKey>();

    public DbSet<Activity> Activities => Set<Activity>();

    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<ReceivedActivity> ReceivedActivities => Set<ReceivedActivity>();

    public DbSet<Report> Reports => Set<Report>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<News> News => Set<News>();

    public DbSet<MailPreferences> MailPreferences => Set<MailPreferences>();

    public DbSet<Email> Emails => Set<Email>();

    public DbSet<MailServer> MailServers => Set<MailServer>();

    public DbSet<PushKeys> PushKeys => Set<PushKeys>();

    public DbSet<PushDevice> PushDevices => Set<PushDevice>();

    public DbSet<Lease> Leases => Set<Lease>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Enums are stored by the names of their values.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        StoreByName<Role>();
        StoreByName<Audience>();
        StoreByName<LifeEventKind>();
        StoreByName<NewsKind>();
        StoreByName<EmailKind>();
        StoreByName<Rhythm>();
        StoreByName<MailSecurity>();
        StoreByName<EmailContent>();
        StoreByName<FollowState>();
        StoreByName<AuditAction>(length: 40);
        StoreByName<DoneBy>();
        StoreByName<FilmState>();
        StoreByName<Announcement>();
        StoreByName<MediaPlace>();

        void StoreByName<T>(int length = 20) => configurationBuilder.Properties<T>().HaveConversion<string>().HaveMaxLength(length);
    }

    /// <summary>Each folder configures its own tables.</summary>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        HousesModel.Configure(modelBuilder);
        MembersModel.Configure(modelBuilder);
        AudiencesModel.Configure(modelBuilder);
        PostsModel.Configure(modelBuilder);
        MediaModel.Configure(modelBuilder);
        AlbumsModel.Configure(modelBuilder);
        LookingBackModel.Configure(modelBuilder);
        SearchModel.Configure(modelBuilder);
        FollowsModel.Configure(modelBuilder);
        FederationModel.Configure(modelBuilder);
        CustomEmojisModel.Configure(modelBuilder);
        ReportsModel.Configure(modelBuilder);
        AuditModel.Configure(modelBuilder);
        NotificationsModel.Configure(modelBuilder);
        JobsModel.Configure(modelBuilder);
    }
}
