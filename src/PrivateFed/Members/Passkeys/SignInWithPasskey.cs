using System.Net;
using Fido2NetLib;
using Fido2NetLib.Objects;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Members.Passkeys;

/// <summary>Signs in with a passkey (WebAuthn level 2, section 7.2). Nobody types a handle: the device says who it is.</summary>
public sealed class SignInWithPasskey(HouseDb db, CurrentHouse house, SignInRateLimit rateLimit, TimeProvider clock)
{
    public async Task<AssertionOptions?> OptionsAsync(CancellationToken cancellation) =>
        await house.FindAsync(cancellation) is { } current
            ? PasskeyTerms.RelyingParty(current).GetAssertionOptions(
                new GetAssertionOptionsParams { AllowedCredentials = [], UserVerification = UserVerificationRequirement.Required })
            : null;

    public async Task<Result<Member>> SignInAsync(
        AssertionOptions asked, AuthenticatorAssertionRawResponse answer, IPAddress caller, CancellationToken cancellation)
    {
        if (!rateLimit.MayTry(caller))
        {
            return SignIn.TooOften;
        }
        var credentialId = answer.RawId ?? [];
        var passkey = await db.Passkeys.Include(passkey => passkey.Member).ThenInclude(member => member.Actor)
            .SingleOrDefaultAsync(passkey => passkey.CredentialId == credentialId, cancellation);
        if (passkey is null || passkey.Member.RemovedAt is not null)
        {
            return Refused;
        }
        try
        {
            var assertion = await PasskeyTerms.RelyingParty((await house.FindAsync(cancellation))!).MakeAssertionAsync(
                new MakeAssertionParams
                {
                    AssertionResponse = answer,
                    OriginalOptions = asked,
                    StoredPublicKey = passkey.PublicKey,
                    StoredSignatureCounter = (uint)passkey.SignCount,
                    IsUserHandleOwnerOfCredentialIdCallback = (credential, _) =>
                        Task.FromResult(credential.UserHandle.AsSpan().SequenceEqual(passkey.MemberId.ToByteArray())),
                },
                cancellation);
            await UsedChallenge.ForgetOldAsync(db, clock.GetUtcNow(), cancellation);
            if (!await UsedChallenge.StageUseAsync(db, asked.Challenge, clock.GetUtcNow(), cancellation))
            {
                return Refused;
            }
            passkey.SignCount = assertion.SignCount;
            passkey.LastUsedAt = clock.GetUtcNow();
            await db.SaveChangesAsync(cancellation);
            return passkey.Member;
        }
        catch (DbUpdateException) when (UsedChallenge.IsUsed(db, asked.Challenge))
        {
            // The same answer arrived twice at the same moment.
            return Refused;
        }
        catch (Exception problem) when (PasskeyTerms.IsInvalidAnswer(problem))
        {
            return Refused;
        }
    }

    private static Refusal Refused => new("That passkey doesn't work here. Please sign in another way.");
}
