using PrivateFed.Federation.Deliveries;
using PrivateFed.Jobs;

namespace PrivateFed.Follows;

/// <summary>Registers the handling of follow requests and followers.</summary>
public static class FollowRegistration
{
    public static IServiceCollection AddFollows(this IServiceCollection services)
    {
        services.AddScoped<ReceiveFollow>().AddScoped<ReceiveUnfollow>().AddScoped<ReceiveMove>().AddScoped<ReceiveBlock>();
        services.AddScoped<AcceptFollow>().AddScoped<RejectFollow>().AddScoped<RemoveFollower>().AddScoped<BlockFollowers>()
            .AddScoped<UnblockFollowers>();
        services.AddScoped<IDeliveryCheck, ProveFollowers>().AddScoped<IDeliveryFollowUp, RemoveGoneFollower>();
        services.AddScoped<FetchAvatar>().AddSweepStep("pictures of followers", EnqueueAvatars.DueAsync);
        return services.AddScoped<BeginHistory>().AddScoped<SendHistory>().AddSweepStep("older posts", EnqueueHistory.DueAsync);
    }
}
