using PrivateFed.Federation.Collections;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.Outbound;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Jobs;

namespace PrivateFed.Federation;

/// <summary>Registers what all communication with other servers has in common.</summary>
public static class FederationRegistration
{
    public static IServiceCollection AddFederation(this IServiceCollection services)
    {
        services.AddSingleton<LocalKeys>().AddScoped<RotateKeys>().AddStartUpStep("retired keys", RetiredKey.ForgetAsync);
        services.AddOutbound().AddRemoteActors().AddInbox().AddDeliveries();
        return services.AddSingleton<ReadDocument>().AddScoped<DocumentEndpoints>().AddScoped<AnswerCollections>();
    }

    private static IServiceCollection AddOutbound(this IServiceCollection services) =>
        services.AddSingleton<OutboundHttp>().AddSingleton<DoubleKnock>().AddSingleton<SignedGet>().AddSingleton<FetchDocument>();

    private static IServiceCollection AddRemoteActors(this IServiceCollection services)
    {
        services.AddSingleton<NamedKeys>().AddSingleton<FetchKey>().AddSingleton<KnownKeys>().AddSingleton<KeyLookUpLimits>()
            .AddSingleton(new AnswerTimes());
        services.AddScoped<VerifySigner>().AddScoped<ActorAliases>().AddScoped<ReceiveActorUpdate>();
        return services.AddScoped<DiscoverHost>().AddSweepStep("servers", EnqueueDiscovery.DueAsync);
    }

    private static IServiceCollection AddInbox(this IServiceCollection services)
    {
        services.AddSingleton<InboxLimits>().AddSingleton<StoreActivities>()
            .AddHostedService(provider => provider.GetRequiredService<StoreActivities>());
        services.AddScoped<ReceiveActivity>().AddScoped<VerifyForwarded>();
        services.AddScoped<HandleActivities>().AddSweepStep("inbox", HandleActivities.EnqueueDueAsync);
        return services.AddDeletionStep("received activities", ForgetReceived.OldAsync);
    }

    private static IServiceCollection AddDeliveries(this IServiceCollection services)
    {
        services.AddScoped<RetryNow>().AddSingleton<SendActivity>().AddScoped<DeliverActivities>()
            .AddSweepStep("deliveries", DeliverActivities.EnqueueDueAsync);
        services.AddStartUpStep("leases on servers", DeliverActivities.EndOldLeasesAsync);
        return services.AddDeletionStep("sent activities", ForgetSentActivities.DeleteExpiredAsync);
    }
}
