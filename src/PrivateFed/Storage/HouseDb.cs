using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Albums;
using PrivateFed.Audiences;
using PrivateFed.Audit;
using PrivateFed.CustomEmojis;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Inbox;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.LookingBack;
using PrivateFed.Media;
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

/// <summary>Everything that the house keeps. Reads of posts, comments and photos go through <see cref="Audiences.VisibilityQueries"/>.</summary>
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

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Role>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<Audience>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<LifeEventKind>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<NewsKind>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<EmailKind>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<Rhythm>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<MailSecurity>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<EmailContent>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<FollowState>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<AuditAction>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<DoneBy>().HaveConversion<string>().HaveMaxLength(20);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<House>().Property(house => house.Id).ValueGeneratedNever();
        modelBuilder.Entity<SetUpLink>().Property(link => link.Id).ValueGeneratedNever();
        ConfigurePeople(modelBuilder);
        ConfigureComingIn(modelBuilder);
        ConfigurePosts(modelBuilder);
        ConfigureDrafts(modelBuilder);
        ConfigureComments(modelBuilder);
        ConfigureReading(modelBuilder);
        ConfigureRemote(modelBuilder);
        ConfigureTraffic(modelBuilder);
        ConfigureTelling(modelBuilder);
    }

    private static void ConfigurePeople(ModelBuilder model)
    {
        model.Entity<Member>().HasOne(member => member.Actor).WithOne().HasForeignKey<Actor>(actor => actor.MemberId);
        // Whoever was removed meanwhile is made no owner, and is given no other name.
        model.Entity<Member>().Property(member => member.RemovedAt).IsConcurrencyToken();
        model.Entity<Actor>().HasIndex(actor => actor.Handle).IsUnique();
        model.Entity<Session>().HasIndex(session => session.KeyHash).IsUnique();
        model.Entity<Circle>().HasIndex(circle => circle.Name).IsUnique();
        model.Entity<Circle>().HasMany(circle => circle.Members).WithMany();
        model.Entity<Circle>().HasMany(circle => circle.Followers).WithMany();
    }

    private static void ConfigureComingIn(ModelBuilder model)
    {
        model.Entity<SignInLink>().HasIndex(link => link.SecretHash).IsUnique();
        model.Entity<Invitation>().HasIndex(invitation => invitation.SecretHash).IsUnique();
        model.Entity<Invitation>().HasMany(invitation => invitation.Circles).WithMany();
        // An invitation lets one person in: of two who use it at the same moment, only the first finds it as it read it.
        model.Entity<Invitation>().Property(invitation => invitation.UsedAt).IsConcurrencyToken();
        model.Entity<HouseText>().HasKey(text => text.Version);
        model.Entity<HouseText>().Property(text => text.Version).ValueGeneratedNever();
        model.Entity<Consent>().HasIndex(consent => consent.MemberId);
        model.Entity<Passkey>().HasIndex(passkey => passkey.CredentialId).IsUnique();
        model.Entity<RecoveryCode>().HasIndex(code => code.MemberId);
        model.Entity<PendingSignIn>().HasIndex(halfway => halfway.SecretHash).IsUnique();
        model.Entity<PendingSignIn>().HasIndex(halfway => halfway.MemberId);
        model.Entity<UsedChallenge>().HasKey(used => used.Hash);
    }

    private static void ConfigurePosts(ModelBuilder model)
    {
        model.Entity<Post>().HasIndex(post => new { post.PublishedAt, post.Id });
        model.Entity<Post>().HasIndex(post => post.HappenedOn).HasFilter("\"HappenedOn\" IS NOT NULL");
        model.Entity<Post>().Ignore(post => post.LifeEvent).Property(post => post.Title).HasMaxLength(LifeEvent.TitleLength);
        model.Entity<Post>().HasMany(post => post.Versions).WithOne().HasForeignKey(version => version.PostId);
        model.Entity<PostVersion>().Property(version => version.Id).ValueGeneratedNever();
        model.Entity<PostVersion>().Property(version => version.Title).HasMaxLength(LifeEvent.TitleLength);
        // An edit or a comment that is saved after a deletion finds the post no more as it read it.
        model.Entity<Post>().Property(post => post.DeletedAt).IsConcurrencyToken();
        model.Entity<Post>().HasMany(post => post.Circles).WithMany();
        model.Entity<Post>().HasMany(post => post.Photos).WithOne().HasForeignKey(photo => photo.PostId);
        // Of two posts that take the same waiting photo, only the first finds it waiting.
        model.Entity<Photo>().Property(photo => photo.PostId).IsConcurrencyToken();
        model.Entity<Photo>().HasIndex(photo => new { photo.UploadedById, photo.PostId });
        model.Entity<Photo>().HasIndex(photo => new { photo.UploadedById, photo.SentAs }).IsUnique();
    }

    private static void ConfigureDrafts(ModelBuilder model)
    {
        model.Entity<Draft>().Ignore(draft => draft.LifeEvent);
        model.Entity<Draft>().Property(draft => draft.Id).ValueGeneratedNever();
        model.Entity<Draft>().Property(draft => draft.Title).HasMaxLength(LifeEvent.TitleLength);
        model.Entity<Draft>().Property(draft => draft.Audience).HasMaxLength(Draft.AudienceLength);
        // Of two pages that write on the same one at the same moment, only the first finds it as it read it.
        model.Entity<Draft>().Property(draft => draft.Version).IsConcurrencyToken();
        model.Entity<Draft>().HasIndex(draft => draft.AuthorId);
        model.Entity<Draft>().HasIndex(draft => draft.DueAt).HasFilter("\"DueAt\" IS NOT NULL");
        model.Entity<DraftPhoto>().HasKey(photo => new { photo.DraftId, photo.PhotoId });
        model.Entity<Draft>().HasMany(draft => draft.Photos).WithOne().HasForeignKey(photo => photo.DraftId);
        model.Entity<DraftPhoto>().HasOne(photo => photo.Photo).WithMany().HasForeignKey(photo => photo.PhotoId).OnDelete(DeleteBehavior.Cascade);
    }

    private static void ConfigureComments(ModelBuilder model)
    {
        const string someone = "(\"MemberId\" IS NULL) <> (\"RemoteActorId\" IS NULL)";
        model.Entity<Comment>().ToTable(table => table.HasCheckConstraint("CK_Comments_Someone", someone));
        model.Entity<Comment>().HasIndex(comment => comment.Uri).IsUnique();
        model.Entity<Comment>().Property(comment => comment.DeletedAt).IsConcurrencyToken();
        model.Entity<Comment>().HasOne(comment => comment.Parent).WithMany().OnDelete(DeleteBehavior.SetNull);
        model.Entity<Comment>().Property(comment => comment.Extras).HasConversion(extras => extras!.ToText(), text => NoteExtras.FromText(text));
        // Nothing of somebody whom the owner refuses for good is read by anybody, unless it is asked for by name.
        model.Entity<Comment>().HasQueryFilter(comment => !comment.IsHidden);
        model.Entity<Reaction>().HasQueryFilter(reaction => !reaction.IsHidden);
        model.Entity<Reaction>().ToTable(table => table.HasCheckConstraint("CK_Reactions_Someone", someone));
        const string ofPost = "\"CommentId\" IS NULL";
        const string ofComment = "\"CommentId\" IS NOT NULL";
        model.Entity<Reaction>().HasIndex(reaction => new { reaction.PostId, reaction.MemberId, reaction.Kind }).IsUnique().HasFilter(ofPost);
        model.Entity<Reaction>().HasIndex(reaction => new { reaction.PostId, reaction.RemoteActorId, reaction.Kind }).IsUnique().HasFilter(ofPost);
        model.Entity<Reaction>().HasIndex(reaction => new { reaction.CommentId, reaction.MemberId, reaction.Kind }).IsUnique().HasFilter(ofComment);
        model.Entity<Reaction>().HasIndex(reaction => new { reaction.CommentId, reaction.RemoteActorId, reaction.Kind }).IsUnique().HasFilter(ofComment);
        model.Entity<Reaction>().HasIndex(reaction => reaction.PostId);
        model.Entity<Reaction>().HasOne(reaction => reaction.Comment).WithMany().OnDelete(DeleteBehavior.Cascade);
    }

    private static void ConfigureReading(ModelBuilder model)
    {
        model.Entity<AlbumPhoto>().HasKey(entry => new { entry.AlbumId, entry.PhotoId });
        model.Entity<Visit>().HasKey(visit => visit.MemberId);
        model.Entity<Visit>().HasOne(visit => visit.Member).WithOne().HasForeignKey<Visit>(visit => visit.MemberId);
        model.Entity<SearchEntry>().HasIndex(findable => findable.SourceId).IsUnique();
        // What is gone is found no more, whoever deletes it and however.
        model.Entity<SearchEntry>().HasOne(findable => findable.Comment).WithMany().OnDelete(DeleteBehavior.Cascade);
        model.Entity<SearchEntry>().HasOne(findable => findable.Photo).WithMany().OnDelete(DeleteBehavior.Cascade);
    }

    private static void ConfigureRemote(ModelBuilder model)
    {
        model.Entity<RemoteHost>().HasIndex(host => host.Name).IsUnique();
        model.Entity<RemoteHost>().Ignore(host => host.LinkKey).Property(host => host.SealedLinkKey).HasColumnName(nameof(RemoteHost.LinkKey));
        model.Entity<CustomEmoji>().HasIndex(emoji => new { emoji.HostId, emoji.Shortcode });
        model.Entity<CustomEmoji>().HasIndex(emoji => emoji.DueAt).HasFilter("\"DueAt\" IS NOT NULL");
        model.Entity<RemoteActor>().HasIndex(actor => actor.Uri).IsUnique();
        model.Entity<RemoteActor>().HasIndex(actor => actor.PictureDueAt);
        model.Entity<RemoteKey>().HasKey(key => key.Uri);
        model.Entity<PastKey>().HasKey(key => new { key.RemoteActorId, key.Fingerprint });
        model.Entity<Follow>().HasIndex(follow => new { follow.ActorId, follow.RemoteActorId }).IsUnique();
        model.Entity<Follow>().HasIndex(follow => new { follow.RemoteActorId, follow.State });
        // Of two owners, or an owner and the follower's own server, who decide at the same moment, only the first finds it as they read it.
        model.Entity<Follow>().Property(follow => follow.State).IsConcurrencyToken();
        model.Entity<History>().HasKey(history => history.FollowId);
        model.Entity<History>().HasOne(history => history.Follow).WithOne().HasForeignKey<History>(history => history.FollowId);
        // Two jobs that send the same post both write this; only the first finds it as it read it.
        model.Entity<History>().Property(history => history.SentId).IsConcurrencyToken();
    }

    private static void ConfigureTraffic(ModelBuilder model)
    {
        model.Entity<Activity>().HasIndex(activity => new { activity.PostId, activity.CreatedAt });
        model.Entity<Activity>().HasIndex(activity => activity.CommentId);
        model.Entity<Delivery>().HasIndex(delivery => new { delivery.HostId, delivery.Id })
            .HasFilter("\"DeliveredAt\" IS NULL AND \"GivenUpAt\" IS NULL").HasDatabaseName("IX_Deliveries_Pending");
        model.Entity<Delivery>().HasIndex(delivery => new { delivery.HostId, delivery.GivenUpAt })
            .HasFilter("\"GivenUpAt\" IS NOT NULL").HasDatabaseName("IX_Deliveries_GivenUp");
        model.Entity<Lease>().HasKey(lease => lease.Name);
        model.Entity<AuditEntry>().Property(deed => deed.Who).HasMaxLength(AuditEntry.NameLength);
        model.Entity<AuditEntry>().Property(deed => deed.About).HasMaxLength(AuditEntry.NameLength);
        model.Entity<AuditEntry>().Property(deed => deed.More).HasMaxLength(AuditEntry.MoreLength);
        model.Entity<AuditEntry>().HasIndex(deed => new { deed.WhoId, deed.Id });
        model.Entity<AuditEntry>().HasIndex(deed => new { deed.AboutId, deed.Id });
        // Two processes that handle the same activity both write this; only the first finds it as it read it.
        model.Entity<ReceivedActivity>().Property(received => received.HandledAt).IsConcurrencyToken();
        model.Entity<ReceivedActivity>().HasIndex(received => received.Fingerprint).IsUnique();
        model.Entity<ReceivedActivity>().HasIndex(received => received.Id)
            .HasFilter("\"HandledAt\" IS NULL AND \"SetAsideAt\" IS NULL").HasDatabaseName("IX_ReceivedActivities_Unhandled");
        model.Entity<ReceivedActivity>().HasIndex(received => received.RemoteActorId);
        // Few fail and wait to be tried again; every look at what is due asks for them.
        model.Entity<ReceivedActivity>().HasIndex(received => new { received.RemoteActorId, received.Id })
            .HasFilter("\"HandledAt\" IS NULL AND \"SetAsideAt\" IS NULL AND \"RetryAt\" IS NOT NULL").HasDatabaseName("IX_ReceivedActivities_Retried");
        model.Entity<ReceivedActivity>().HasIndex(received => received.SetAsideAt).HasFilter("\"SetAsideAt\" IS NOT NULL");
        model.Entity<Report>().HasMany(report => report.Posts).WithMany();
    }

    private static void ConfigureTelling(ModelBuilder model)
    {
        model.Entity<News>().HasIndex(news => new { news.MemberId, news.At });
        model.Entity<News>().HasIndex(news => news.MemberId).HasFilter("\"SeenAt\" IS NULL").HasDatabaseName("IX_News_Unseen");
        model.Entity<News>().HasIndex(news => news.EmailId);
        model.Entity<News>().HasOne(news => news.Comment).WithMany().OnDelete(DeleteBehavior.Cascade);
        model.Entity<News>().HasOne(news => news.Follow).WithMany().OnDelete(DeleteBehavior.Cascade);
        model.Entity<MailPreferences>().HasKey(box => box.MemberId);
        model.Entity<MailPreferences>().HasOne(box => box.Member).WithOne().HasForeignKey<MailPreferences>(box => box.MemberId);
        model.Entity<Email>().HasIndex(letter => letter.DueAt);
        model.Entity<MailServer>().Property(office => office.Id).ValueGeneratedNever();
        model.Entity<PushKeys>().Property(keys => keys.Id).ValueGeneratedNever();
        model.Entity<PushDevice>().HasIndex(device => device.Endpoint).IsUnique();
        // A device that is signed out is told nothing more, however its session ended.
        model.Entity<PushDevice>().HasOne(device => device.Session).WithMany().OnDelete(DeleteBehavior.Cascade);
    }
}
