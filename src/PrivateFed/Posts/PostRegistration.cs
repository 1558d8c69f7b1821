using PrivateFed.Jobs;
using PrivateFed.Posts.Drafts;

namespace PrivateFed.Posts;

/// <summary>Services for posts, drafts, comments and reactions.</summary>
public static class PostRegistration
{
    public static IServiceCollection AddPosts(this IServiceCollection services)
    {
        services.AddScoped<PublishPost>().AddScoped<EditPost>().AddScoped<DeletePost>();
        services.AddScoped<AnnouncePost>().AddSweepStep("posts with films", EnqueueAnnouncements.DueAsync);
        services.AddScoped<SaveDraft>().AddScoped<MakeDayDrafts>().AddScoped<DeleteDraft>();
        services.AddScoped<ScheduleDraft>().AddScoped<PublishScheduled>().AddSweepStep("scheduled posts", EnqueueScheduled.DueAsync);
        services.AddScoped<WriteComment>().AddScoped<EditComment>().AddScoped<DeleteComment>().AddScoped<React>();
        services.AddScoped<ReceiveComment>().AddScoped<ReceiveUpdate>().AddScoped<ReceiveDelete>().AddScoped<EraseRemoteActor>();
        return services.AddScoped<ReceiveReaction>().AddScoped<ReceiveUndoReaction>();
    }
}
