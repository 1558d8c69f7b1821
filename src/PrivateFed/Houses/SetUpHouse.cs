using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Audit;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Members.Consents;
using PrivateFed.Storage;

namespace PrivateFed.Houses;

/// <summary>What the set-up form asks.</summary>
public sealed record HouseSetUpForm(string HouseName, string Domain, string OwnerName, string Handle, string Password)
{
    /// <summary>What the house speaks, and what its first text is written in; null for English. The language of whoever asks.</summary>
    public string? Language { get; init; }
}

/// <summary>Makes the house and its owner, once.</summary>
public sealed class SetUpHouse(HouseDb db, AuditLog auditLog, Settings settings, IStringLocalizer<Texts> texts, TimeProvider clock)
{
    public const int NameLength = 80;

    public async Task<Result<Member>> SetUpAsync(HouseSetUpForm wishes, CancellationToken cancellation)
    {
        var domain = Domain.Parse(wishes.Domain);
        if (!domain.Succeeded)
        {
            return domain.Refusal;
        }
        if (settings.Domain is { } settled && settled != domain.Value)
        {
            return new Refusal("This server was configured for the domain {0}.", settled);
        }
        if (DisplayName.Of(wishes.HouseName) is not { Length: > 0 and <= NameLength } houseName)
        {
            return new Refusal("Please give the house a name of 1 to {0} characters.", NameLength);
        }
        if (await db.Houses.AnyAsync(cancellation))
        {
            return AlreadyDone;
        }
        var now = clock.GetUtcNow();
        var owner = await AddMember.MakeAsync(db, wishes.OwnerName, wishes.Handle, wishes.Password, Role.Owner, now, cancellation);
        return owner.Succeeded ? await OpenAsync(new House { Name = houseName, Domain = domain.Value, OpenedAt = now, Language = wishes.Language }, owner.Value, cancellation) : owner.Refusal;
    }

    internal static Refusal AlreadyDone => new("This house is set up already.");

    /// <summary>The house's row has a fixed key: of two set-ups at the same moment one fails here, whole.</summary>
    private async Task<Result<Member>> OpenAsync(House house, Member owner, CancellationToken cancellation)
    {
        db.Houses.Add(house);
        db.Members.Add(owner);
        if (house.Language is not (null or "en"))
        {
            db.HouseTexts.Add(HouseText.FirstIn(texts));
        }
        auditLog.RecordBy(owner, AuditAction.HouseOpened, more: house.Name);
        db.Actors.Add(Actor.Create(Actor.InstanceHandle, memberId: null, house.OpenedAt));
        db.SetUpLinks.RemoveRange(await db.SetUpLinks.ToListAsync(cancellation));
        try
        {
            await db.SaveChangesAsync(cancellation);
            return owner;
        }
        catch (DbUpdateException problem) when (problem.IsUniqueViolation() && db.Houses.AsNoTracking().Any())
        {
            return AlreadyDone;
        }
    }
}
