using Fido2NetLib;
using Fido2NetLib.Objects;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Houses;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Members.Passkeys;

/// <summary>Registers a passkey of a signed-in member's device (WebAuthn level 2, section 7.1).</summary>
public sealed class AddPasskey(HouseDb db, AuditLog auditLog, CurrentHouse house, TimeProvider clock)
{
    /// <summary>The options for the browser, to be remembered until its answer arrives.</summary>
    public async Task<CredentialCreateOptions> OptionsAsync(Guid memberId, CancellationToken cancellation)
    {
        var member = await db.Members.AsNoTracking().Include(member => member.Actor)
            .SingleAsync(member => member.Id == memberId, cancellation);
        var known = await db.Passkeys.Where(passkey => passkey.MemberId == memberId).Select(passkey => passkey.CredentialId)
            .ToListAsync(cancellation);
        return PasskeyTerms.RelyingParty((await house.FindAsync(cancellation))!).RequestNewCredential(new RequestNewCredentialParams
        {
            User = new Fido2User { Id = memberId.ToByteArray(), Name = member.Actor.Handle, DisplayName = member.Name },
            ExcludeCredentials = [.. known.Select(id => new PublicKeyCredentialDescriptor(id))],
            // A resident key tells the device whose it is, and user verification asks for a finger, face or screen lock: one tap, and
            // nothing to type.
            AuthenticatorSelection = new AuthenticatorSelection
            {
                ResidentKey = ResidentKeyRequirement.Required,
                UserVerification = UserVerificationRequirement.Required,
            },
            AttestationPreference = AttestationConveyancePreference.None,
        });
    }

    public async Task<Result<Passkey>> KeepAsync(
        Guid memberId, CredentialCreateOptions asked, AuthenticatorAttestationRawResponse answer, string device,
        CancellationToken cancellation)
    {
        if (!asked.User.Id.SequenceEqual(memberId.ToByteArray()))
        {
            return Refused;
        }
        try
        {
            var credential = await PasskeyTerms.RelyingParty((await house.FindAsync(cancellation))!).MakeNewCredentialAsync(
                new MakeNewCredentialParams
                {
                    AttestationResponse = answer,
                    OriginalOptions = asked,
                    IsCredentialIdUniqueToUserCallback = async (candidate, token) =>
                        !await db.Passkeys.AnyAsync(passkey => passkey.CredentialId == candidate.CredentialId, token),
                },
                cancellation);
            var added = new Passkey
            {
                MemberId = memberId,
                CredentialId = credential.Id,
                PublicKey = credential.PublicKey,
                SignCount = credential.SignCount,
                Device = device,
                AddedAt = clock.GetUtcNow(),
            };
            await UsedChallenge.ForgetOldAsync(db, clock.GetUtcNow(), cancellation);
            if (!await UsedChallenge.StageUseAsync(db, asked.Challenge, clock.GetUtcNow(), cancellation))
            {
                return Refused;
            }
            db.Passkeys.Add(added);
            auditLog.Record(AuditAction.PasskeyAdded, (memberId, asked.User.DisplayName), more: device);
            await NotifyOfAccessChange.StageAsync(db, memberId, AuditAction.PasskeyAdded, device, clock.GetUtcNow(), cancellation);
            await db.SaveChangesAsync(cancellation);
            return added;
        }
        catch (Exception problem) when (PasskeyTerms.IsInvalidAnswer(problem))
        {
            return Refused;
        }
    }

    private static Refusal Refused => new("That passkey couldn't be saved. Please try again.");
}
