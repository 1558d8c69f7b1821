using PrivateFed.Jobs;
using PrivateFed.Members.Codes;
using PrivateFed.Members.Consents;
using PrivateFed.Members.Invitations;
using PrivateFed.Members.Passkeys;
using PrivateFed.Members.SignInLinks;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Registers members' accounts and the ways to sign in.</summary>
public static class MemberRegistration
{
    public static IServiceCollection AddMembers(this IServiceCollection services)
    {
        services.AddScoped<AddMember>().AddScoped<RemoveMember>().AddScoped<ChangePassword>().AddScoped<ChangeName>()
            .AddScoped<ChangeAvatar>().AddScoped<ChooseLanguage>().AddScoped<ChangeRole>();
        services.AddScoped<CreateSignInLink>().AddScoped<SignInByLink>().AddScoped<Invite>().AddScoped<Join>();
        services.AddScoped<WriteHouseText>().AddScoped<Agree>().AddScoped<LeaveHouse>().AddScoped<EraseWords>();
        services.AddScoped<VerifyCode>().AddScoped<ConfigureTotp>().AddScoped<AddPasskey>().AddScoped<RemovePasskey>()
            .AddScoped<EndSessions>().AddScoped<RevokeAccess>();
        services.AddSingleton<Sessions>().AddSingleton<SignInRateLimit>().AddScoped<SignIn>().AddScoped<SignInWithPasskey>()
            .AddScoped<FreshProof>();
        services.AddSingleton<WatchGuessing>().AddSingleton(new SweepStep("guessing", async (scope, now, cancellation) =>
        {
            await scope.GetRequiredService<WatchGuessing>().NotifyOwnersAsync(scope.GetRequiredService<HouseDb>(), now, cancellation);
            return SweepStep.Never;
        }));
        return services.AddScoped<SignInWithCode>().AddDeletionStep("pending sign-ins", PendingSignIn.DeleteExpiredAsync)
            .AddDeletionStep("sign-in links", SignInLink.DeleteExpiredAsync);
    }
}
