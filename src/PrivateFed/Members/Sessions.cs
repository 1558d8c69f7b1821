using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Languages;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>
/// Stores sign-ins as rows, so that they can be listed and ended. The cookie holds a secret, the row its hash. Each request reads the row,
/// the member and the role again, so that a removed member is signed out with the next request.
/// </summary>
public sealed class Sessions(IServiceScopeFactory scopes, IHttpContextAccessor http, TimeProvider clock) : ITicketStore
{
    public const string SessionIdClaim = "session";

    /// <summary>Present if the member has a password or a passkey, and so can sign in again without help.</summary>
    public const string KeyClaim = "key";

    /// <summary>Present if the member agreed to the house's text, and for owners, whose text it is.</summary>
    public const string AgreedClaim = "agreed";

    /// <summary>Holds the id of the member's avatar, if there is one.</summary>
    public const string AvatarClaim = "avatar";

    /// <summary>A ticket property: this device signs in with a link.</summary>
    public const string ByLink = "link";

    private static readonly TimeSpan LastSeenPrecision = TimeSpan.FromMinutes(5);

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var now = clock.GetUtcNow();
        var memberId = ticket.Principal.MemberId() ?? throw new InvalidOperationException("A ticket without a member.");
        db.Sessions.Add(new Session
        {
            KeyHash = Hash(key),
            MemberId = memberId,
            Device = Device.NameOf(http.HttpContext?.Request.Headers.UserAgent.ToString()),
            StartedAt = now,
            LastSeenAt = now,
            ByLink = ticket.Properties.Items.ContainsKey(ByLink),
        });
        await db.SaveChangesAsync();
        await db.Members.Where(member => member.Id == memberId)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.LastSeenAt, now));
        return key;
    }

    // Each request reads a session's contents from the rows, so there is nothing to renew.
    public Task RenewAsync(string key, AuthenticationTicket ticket) => Task.CompletedTask;

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var (hash, now) = (Hash(key), clock.GetUtcNow());
        var found = await db.Sessions.AsNoTracking().Where(session => session.KeyHash == hash).Select(session => new
        {
            Session = session,
            session.Member,
            HasKey = session.Member.PasswordHash != "" || db.Passkeys.Any(passkey => passkey.MemberId == session.MemberId),
            HasAgreed = session.Member.Role == Role.Owner
                || db.Consents.Any(consent => consent.MemberId == session.MemberId && consent.WithdrawnAt == null),
        }).SingleOrDefaultAsync();
        var session = found?.Session;
        if (session is null || found!.Member.RemovedAt is not null || now - session.LastSeenAt > Session.IdleTimeout
            || now - session.StartedAt > Session.MaxLifetime)
        {
            return null;
        }
        if (now - session.LastSeenAt > LastSeenPrecision)
        {
            // Updates directly instead of saving the rows just read: a session ended at this moment stays ended, and no old member data is
            // written back.
            await db.Sessions.Where(one => one.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.LastSeenAt, now));
            await db.Members.Where(one => one.Id == session.MemberId)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.LastSeenAt, now));
        }
        var properties = new AuthenticationProperties { IsPersistent = true };
        return new AuthenticationTicket(PrincipalOf(found.Member, session.Id, found.HasKey, found.HasAgreed), properties,
            CookieAuthenticationDefaults.AuthenticationScheme);
    }

    public async Task RemoveAsync(string key)
    {
        await using var scope = scopes.CreateAsyncScope();
        var hash = Hash(key);
        await scope.ServiceProvider.GetRequiredService<HouseDb>().Sessions.Where(session => session.KeyHash == hash).ExecuteDeleteAsync();
    }

    public static ClaimsPrincipal PrincipalOf(Member member, Guid? sessionId = null, bool hasKey = false, bool hasAgreed = false) =>
        new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, member.Id.ToString()),
            new(ClaimTypes.Name, member.Name),
            new(ClaimTypes.Role, member.Role.ToString()),
            new(SessionIdClaim, sessionId?.ToString() ?? ""),
            .. member.Language is { } language ? [new Claim(SpokenLanguages.Claim, language)] : Array.Empty<Claim>(),
            .. member.AvatarId is { } avatar ? [new Claim(AvatarClaim, avatar.ToString())] : Array.Empty<Claim>(),
            .. hasKey ? [new Claim(KeyClaim, "")] : Array.Empty<Claim>(),
            .. hasAgreed ? [new Claim(AgreedClaim, "")] : Array.Empty<Claim>(),
        ],
        CookieAuthenticationDefaults.AuthenticationScheme));

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(key));
}
