using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Languages;
using PrivateFed.Storage;
using PrivateFed.Theme;

namespace PrivateFed.Houses;

/// <summary>Changes the house's name, language, colour, what its invitations show, or whether new photos may be saved.</summary>
public sealed class ChangeHouse(HouseDb db, AuditLog auditLog, CurrentHouse currentHouse)
{
    /// <param name="name">Shown above every page.</param>
    /// <param name="language">A code of <see cref="SpokenLanguages.All"/>.</param>
    public async Task<Result<House>> ChangeNameAsync(string name, string language, CancellationToken cancellation)
    {
        if (DisplayName.Of(name) is not { Length: > 0 and <= SetUpHouse.NameLength } trimmed)
        {
            return new Refusal("Please give the house a name of 1 to {0} characters.", SetUpHouse.NameLength);
        }
        if (!SpokenLanguages.IsSupported(language))
        {
            return new Refusal("Please choose one of the languages.");
        }
        var house = await db.Houses.SingleAsync(cancellation);
        if (house.Name != trimmed)
        {
            auditLog.Record(AuditAction.HouseRenamed, more: trimmed);
        }
        if ((house.Language ?? "en") != language)
        {
            auditLog.Record(AuditAction.LanguageChosen, more: language);
        }
        (house.Name, house.Language) = (trimmed, language);
        return await SaveAsync(house, cancellation);
    }

    /// <param name="colour">"#9c4221" or "9c4221"; "" for the default colour.</param>
    public async Task<Result<House>> ChangeColourAsync(string colour, CancellationToken cancellation)
    {
        var wanted = Colour.Parse(colour);
        if (wanted is null && colour.Length > 0)
        {
            return new Refusal("Please choose one of the colours, or your own.");
        }
        var house = await db.Houses.SingleAsync(cancellation);
        if (house.Accent != wanted?.Hex)
        {
            house.Accent = wanted?.Hex;
            auditLog.Record(AuditAction.ColourChosen, more: wanted is { } chosen ? "#" + chosen.Hex : "");
        }
        return await SaveAsync(house, cancellation);
    }

    /// <summary>Chooses whether an invitation shows the newest photos as a blur.</summary>
    public async Task<Result<House>> ChangeInvitationsAsync(bool showBlurs, CancellationToken cancellation)
    {
        var house = await db.Houses.SingleAsync(cancellation);
        if (house.InvitationsShowBlurs != showBlurs)
        {
            house.InvitationsShowBlurs = showBlurs;
            auditLog.Record(showBlurs ? AuditAction.BlursShown : AuditAction.BlursHidden);
        }
        return await SaveAsync(house, cancellation);
    }

    /// <summary>Chooses whether photos of new posts may be saved, unless their authors choose otherwise.</summary>
    public async Task<Result<House>> ChangeSavingAsync(bool allow, CancellationToken cancellation)
    {
        var house = await db.Houses.SingleAsync(cancellation);
        if (house.AllowsSaving != allow)
        {
            house.AllowsSaving = allow;
            auditLog.Record(allow ? AuditAction.SavingAllowed : AuditAction.SavingLimited);
        }
        return await SaveAsync(house, cancellation);
    }

    private async Task<Result<House>> SaveAsync(House house, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        currentHouse.Invalidate();
        return house;
    }
}
