using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using PrivateFed.Actors;
using PrivateFed.Albums;
using PrivateFed.Audiences;
using PrivateFed.Audit;
using PrivateFed.CustomEmojis;
using PrivateFed.Federation.Collections;
using PrivateFed.Federation.Delivery;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Federation.Outbound;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Languages;
using PrivateFed.Look;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Notifications;
using PrivateFed.Posts;
using PrivateFed.Reports;
using PrivateFed.Storage;

namespace PrivateFed.Operations;

/// <summary>What the house is made of, for the server and for the command line alike.</summary>
public static class HouseParts
{
    public static IServiceCollection AddHouse(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddHouseDb(settings);
        services.AddDataProtection().SetApplicationName("PrivateFed").PersistKeysToDbContext<HouseDb>();
        services.AddOptions<KeyManagementOptions>().Configure<SecretBox>((options, box) => options.XmlEncryptor = new SealDataProtectionKeys(box));
        services.AddSingleton<CurrentHouse>().AddSingleton<SweepSignal>().AddSingleton<LocalKeys>().AddSingleton<PhotoFiles>();
        services.AddSingleton<OutboundHttp>().AddSingleton<DoubleKnock>().AddSingleton<SignedGet>().AddSingleton<FetchDocument>().AddSingleton<NamedKeys>().AddSingleton<FetchKey>().AddSingleton<ReadDocument>();
        services.AddScoped<AuditContext>().AddScoped<AuditLog>();
        services.AddScoped<PublishPost>().AddScoped<EditPost>().AddScoped<SaveDraft>().AddScoped<DeleteDraft>().AddScoped<ScheduleDraft>().AddScoped<DeletePost>().AddScoped<AddPhoto>().AddScoped<DeletePhoto>();
        services.AddScoped<WriteComment>().AddScoped<EditComment>().AddScoped<DeleteComment>().AddScoped<React>();
        services.AddScoped<AcceptFollow>().AddScoped<BeginHistory>().AddScoped<RejectFollow>().AddScoped<RemoveFollower>().AddScoped<RenewMediaLinks>().AddScoped<BlockFollowers>().AddScoped<UnblockFollowers>();
        services.AddScoped<AddMember>().AddScoped<RemoveMember>().AddScoped<ChangePassword>().AddScoped<ChangeName>().AddScoped<ChangeAvatar>().AddScoped<ChooseLanguage>().AddScoped<SetUpHouse>();
        services.AddScoped<CreateSignInLink>().AddScoped<SignInByLink>().AddScoped<Invite>().AddScoped<Join>().AddScoped<ChangeRole>();
        services.AddScoped<WriteHouseText>().AddScoped<Agree>().AddScoped<LeaveHouse>().AddScoped<EraseWords>().AddScoped<VerifyCode>().AddScoped<ConfigureTotp>();
        services.AddScoped<AddPasskey>().AddScoped<RemovePasskey>().AddScoped<EndSessions>().AddScoped<RevokeAccess>();
        services.AddScoped<ChangeHouse>().AddScoped<ChangeHousePicture>().AddSingleton<MeasureStorage>();
        services.AddScoped<MakeAlbum>().AddScoped<FillAlbum>().AddScoped<EditCircles>().AddScoped<RotateKeys>().AddScoped<RetryNow>();
        services.AddLanguages().AddMail();
        return services;
    }

    /// <summary>What only the running server has: inboxes, deliveries, jobs.</summary>
    public static IServiceCollection AddFederation(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<KnownKeys>().AddSingleton<KeyLookUpLimits>().AddSingleton(new AnswerTimes()).AddSingleton<InboxLimits>().AddScoped<VerifySigner>().AddScoped<ActorAliases>();
        services.AddScoped<ReceiveActivity>().AddScoped<BelieveForwarded>().AddScoped<ReceiveActorUpdate>().AddScoped<DocumentEndpoints>().AddScoped<AnswerCollections>();
        services.AddScoped<ReceiveFollow>().AddScoped<ReceiveUnfollow>().AddScoped<ReceiveComment>().AddScoped<ReceiveUpdate>().AddScoped<ReceiveDelete>().AddScoped<EraseRemoteActor>();
        services.AddScoped<ReceiveReaction>().AddScoped<ReceiveUndoReaction>();
        services.AddScoped<ReceiveMove>().AddScoped<ReceiveBlock>().AddScoped<ReceiveReport>().AddScoped<ForgetPhotos>().AddScoped<ForgetPictures>().AddScoped<DeleteUnusedRemoteAvatars>();
        services.AddScoped<RemoveGoneFollower>().AddScoped<ProveFollowers>().AddScoped<DiscoverHost>().AddScoped<FetchAvatar>().AddScoped<FetchEmoji>().AddScoped<SendHistory>().AddScoped<PublishScheduled>().AddScoped<HandleActivities>().AddScoped<DeliverActivities>();
        services.AddSingleton<SendActivity>().AddNotifications();
        services.AddSingleton<StoreActivities>().AddHostedService(provider => provider.GetRequiredService<StoreActivities>());
        // Hangfire would take both from static fields, which are those of whichever house in this process was built last.
        services.AddSingleton(_ => JobStorageOf(settings)).AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        // Rows are the truth and the sweep repeats what failed, so Hangfire need not.
        services.AddHangfire(hangfire => hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings().UseFilter(new AutomaticRetryAttribute { Attempts = 0 }));
        services.AddHangfireServer(options => options.WorkerCount = 8);
        services.AddSingleton<DatabaseChanges>().AddSingleton<RunIsolated>().AddSingleton<DeleteExpired>().AddHostedService(provider => provider.GetRequiredService<DeleteExpired>());
        services.AddHostedService<Sweep>().AddHostedService<TrimMemoryAfterStart>().AddHostedService<ForgetUploads>().AddSingleton<DataLock>();
        return services;
    }

    private static JobStorage JobStorageOf(Settings settings)
    {
        if (settings.Database is not { } database)
        {
            return new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromMinutes(10) });
        }
        var options = new PostgreSqlStorageOptions { QueuePollInterval = TimeSpan.FromSeconds(1), EnableLongPolling = true };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(database, options), options);
    }
}
