using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Audit;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Members.Consents;
using PrivateFed.Storage;

namespace PrivateFed.Houses;

/// <summary>The values of the set-up form.</summary>
public sealed record HouseSetUpForm(string HouseName, string Domain, string OwnerName, string Handle, string Password)
{
    /// <summary>The language of the house and its first text, taken from the visitor who sets it up; null for English.</summary>
    public string? Language { get; init; }
}

/// <summary>Creates the house and its owner, once.</summary>
public sealed class SetUpHouse(HouseDb db, AuditLog auditLog, Settings settings, IStringLocalizer<Texts> texts, TimeProvider clock)
{
    public const int NameLength = 80;

    public async Task<Result<Member>> SetUpAsync(HouseSetUpForm form, CancellationToken cancellation)
    {
        var domain = Domain.Parse(form.Domain);
        if (!domain.Succeeded)
        {
            return domain.Refusal;
        }
        if (settings.Domain is { } configured && configured != domain.Value)
        {
            return new Refusal("This server is configured for the domain {0}.", configured);
        }
        if (DisplayName.Of(form.HouseName) is not { Length: > 0 and <= NameLength } houseName)
        {
            return new Refusal("Please give the house a name of 1 to {0} characters.", NameLength);
        }
        if (await db.Houses.AnyAsync(cancellation))
        {
            return AlreadyDone;
        }
        var now = clock.GetUtcNow();
        var owner = await NewMember.CreateAsync(db, form.OwnerName, form.Handle, form.Password, Role.Owner, now, cancellation);
        if (!owner.Succeeded)
        {
            return owner.Refusal;
        }
        var house = new House
        {
            Name = houseName,
            Domain = domain.Value,
            OpenedAt = now,
            Language = form.Language,
            MediaPlace = settings.Bucket is null ? MediaPlace.Folder : MediaPlace.Bucket,
            Bucket = settings.Bucket?.Address,
        };
        return await CreateAsync(house, owner.Value, cancellation);
    }

    internal static Refusal AlreadyDone => new("This house is already set up.");

    /// <summary>The house's row has a fixed key: of two simultaneous set-ups one fails here, as a whole.</summary>
    private async Task<Result<Member>> CreateAsync(House house, Member owner, CancellationToken cancellation)
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
