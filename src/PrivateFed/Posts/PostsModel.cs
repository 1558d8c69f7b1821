using Microsoft.EntityFrameworkCore;
using PrivateFed.Media;
using PrivateFed.Posts.Drafts;

namespace PrivateFed.Posts;

/// <summary>The tables of posts, drafts, comments and reactions.</summary>
internal static class PostsModel
{
    /// <summary>A comment or reaction is either a member's or a remote actor's.</summary>
    private const string HasOneAuthor = "(\"MemberId\" IS NULL) <> (\"RemoteActorId\" IS NULL)";

    private const string OnPost = "\"CommentId\" IS NULL";
    private const string OnComment = "\"CommentId\" IS NOT NULL";

    public static void Configure(ModelBuilder model)
    {
        ConfigurePosts(model);
        ConfigureDrafts(model);
        ConfigureComments(model);
        ConfigureReactions(model);
    }

    private static void ConfigurePosts(ModelBuilder model)
    {
        model.Entity<Post>().HasIndex(post => new { post.PublishedAt, post.Id });
        model.Entity<Post>().HasIndex(post => post.HappenedOn).HasFilter("\"HappenedOn\" IS NOT NULL");
        model.Entity<Post>().Ignore(post => post.LifeEvent).Property(post => post.Title).HasMaxLength(LifeEvent.TitleLength);
        // An edit or a comment that is saved after a deletion fails: the post is not any more as it was read.
        model.Entity<Post>().Property(post => post.DeletedAt).IsConcurrencyToken();
        // So does an edit that would have told other servers, or not, in the moment in which they were told of the post.
        model.Entity<Post>().Property(post => post.Announcement).IsConcurrencyToken();
        model.Entity<Post>().Ignore(post => post.IsWaitingForFilms).HasIndex(post => post.PublishedAt)
            .HasFilter($"\"Announcement\" <> '{Announcement.Complete}'").HasDatabaseName("IX_Posts_Unannounced");
        model.Entity<Post>().HasMany(post => post.Circles).WithMany();
        model.Entity<Post>().HasMany(post => post.Photos).WithOne().HasForeignKey(photo => photo.PostId);
        model.Entity<Post>().HasMany(post => post.Versions).WithOne().HasForeignKey(version => version.PostId);
        model.Entity<PostVersion>().Property(version => version.Id).ValueGeneratedNever();
        model.Entity<PostVersion>().Property(version => version.Title).HasMaxLength(LifeEvent.TitleLength);
    }

    private static void ConfigureDrafts(ModelBuilder model)
    {
        model.Entity<Draft>().Ignore(draft => draft.LifeEvent);
        model.Entity<Draft>().Property(draft => draft.Id).ValueGeneratedNever();
        model.Entity<Draft>().Property(draft => draft.Title).HasMaxLength(LifeEvent.TitleLength);
        model.Entity<Draft>().Property(draft => draft.Audience).HasMaxLength(Draft.AudienceLength);
        // When two pages save the same draft at the same moment, only the first save succeeds.
        model.Entity<Draft>().Property(draft => draft.Version).IsConcurrencyToken();
        model.Entity<Draft>().HasIndex(draft => draft.AuthorId);
        model.Entity<Draft>().HasIndex(draft => draft.DueAt).HasFilter("\"DueAt\" IS NOT NULL");
        model.Entity<DraftPhoto>().HasKey(photo => new { photo.DraftId, photo.PhotoId });
        model.Entity<Draft>().HasMany(draft => draft.Photos).WithOne().HasForeignKey(photo => photo.DraftId);
        model.Entity<DraftPhoto>().HasOne(photo => photo.Photo).WithMany().HasForeignKey(photo => photo.PhotoId)
            .OnDelete(DeleteBehavior.Cascade);
    }

    private static void ConfigureComments(ModelBuilder model)
    {
        model.Entity<Comment>().ToTable(table => table.HasCheckConstraint("CK_Comments_Someone", HasOneAuthor));
        model.Entity<Comment>().HasIndex(comment => comment.Uri).IsUnique();
        model.Entity<Comment>().Property(comment => comment.DeletedAt).IsConcurrencyToken();
        model.Entity<Comment>().HasOne(comment => comment.Parent).WithMany().OnDelete(DeleteBehavior.SetNull);
        model.Entity<Comment>().HasOne(comment => comment.Photo).WithOne().HasForeignKey<Photo>(photo => photo.CommentId)
            .OnDelete(DeleteBehavior.Cascade);
        model.Entity<Comment>().Property(comment => comment.Extras)
            .HasConversion(extras => extras!.ToText(), text => NoteExtras.FromText(text));
        // What a blocked person wrote is hidden from every query that does not ask for it by name; so are their reactions.
        model.Entity<Comment>().HasQueryFilter(comment => !comment.IsHidden);
    }

    private static void ConfigureReactions(ModelBuilder model)
    {
        model.Entity<Reaction>().ToTable(table => table.HasCheckConstraint("CK_Reactions_Someone", HasOneAuthor));
        model.Entity<Reaction>().HasQueryFilter(reaction => !reaction.IsHidden);
        model.Entity<Reaction>().HasIndex(reaction => new { reaction.PostId, reaction.MemberId, reaction.Kind }).IsUnique()
            .HasFilter(OnPost);
        model.Entity<Reaction>().HasIndex(reaction => new { reaction.PostId, reaction.RemoteActorId, reaction.Kind }).IsUnique()
            .HasFilter(OnPost);
        model.Entity<Reaction>().HasIndex(reaction => new { reaction.CommentId, reaction.MemberId, reaction.Kind }).IsUnique()
            .HasFilter(OnComment);
        model.Entity<Reaction>().HasIndex(reaction => new { reaction.CommentId, reaction.RemoteActorId, reaction.Kind }).IsUnique()
            .HasFilter(OnComment);
        model.Entity<Reaction>().HasIndex(reaction => reaction.PostId);
        model.Entity<Reaction>().HasOne(reaction => reaction.Comment).WithMany().OnDelete(DeleteBehavior.Cascade);
    }
}
