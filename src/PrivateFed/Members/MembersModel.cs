using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Members.Codes;
using PrivateFed.Members.Consents;
using PrivateFed.Members.Invitations;
using PrivateFed.Members.Passkeys;
using PrivateFed.Members.SignInLinks;

namespace PrivateFed.Members;

/// <summary>The tables of members and of their ways in.</summary>
internal static class MembersModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Member>().HasOne(member => member.Actor).WithOne().HasForeignKey<Actor>(actor => actor.MemberId);
        // A member who is removed at the same moment is made no owner, and is given no other name.
        model.Entity<Member>().Property(member => member.RemovedAt).IsConcurrencyToken();
        model.Entity<Session>().HasIndex(session => session.KeyHash).IsUnique();
        ConfigureSignIn(model);
        ConfigureInvitations(model);
    }

    private static void ConfigureSignIn(ModelBuilder model)
    {
        model.Entity<SignInLink>().HasIndex(link => link.SecretHash).IsUnique();
        model.Entity<Passkey>().HasIndex(passkey => passkey.CredentialId).IsUnique();
        model.Entity<UsedChallenge>().HasKey(used => used.Hash);
        model.Entity<RecoveryCode>().HasIndex(code => code.MemberId);
        model.Entity<PendingSignIn>().HasIndex(pending => pending.SecretHash).IsUnique();
        model.Entity<PendingSignIn>().HasIndex(pending => pending.MemberId);
    }

    private static void ConfigureInvitations(ModelBuilder model)
    {
        model.Entity<Invitation>().HasIndex(invitation => invitation.SecretHash).IsUnique();
        model.Entity<Invitation>().HasMany(invitation => invitation.Circles).WithMany();
        // An invitation lets one person in: when two people use it at the same moment, only the first save succeeds.
        model.Entity<Invitation>().Property(invitation => invitation.UsedAt).IsConcurrencyToken();
        model.Entity<HouseText>().HasKey(text => text.Version);
        model.Entity<HouseText>().Property(text => text.Version).ValueGeneratedNever();
        model.Entity<Consent>().HasIndex(consent => consent.MemberId);
    }
}
