using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;
using PrivateFed.Web;

namespace PrivateFed.Members;

/// <summary>
/// Keeps sign-ins as rows, so that they can be listed and ended. The cookie holds a secret, the row its hash; each request reads the row,
/// the person and the role anew, so that whoever is removed is out with the next request.
/// </summary>
public sealed class Sessions(IServiceScopeFactory scopes, IHttpContextAccessor http, TimeProvider clock) : ITicketStore
{
    public const string SessionIdClaim = "session";
    private static readonly TimeSpan NotedEvery = TimeSpan.FromMinutes(5);

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var now = clock.GetUtcNow();
        db.Sessions.Add(new Session
        {
            KeyHash = Hash(key),
            MemberId = ticket.Principal.MemberId() ?? throw new InvalidOperationException("A ticket without a member."),
            Device = Device.NameOf(http.HttpContext?.Request.Headers.UserAgent.ToString()),
            StartedAt = now,
            LastSeenAt = now,
        });
        await db.SaveChangesAsync();
        return key;
    }

    // What a session holds is read from the rows each time; there is nothing to renew.
    public Task RenewAsync(string key, AuthenticationTicket ticket) => Task.CompletedTask;

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var (hash, now) = (Hash(key), clock.GetUtcNow());
        var session = await db.Sessions.Include(session => session.Member).SingleOrDefaultAsync(session => session.KeyHash == hash);
        if (session is null || session.Member.RemovedAt is not null || now - session.LastSeenAt > Session.Idle || now - session.StartedAt > Session.Longest)
        {
            return null;
        }
        if (now - session.LastSeenAt > NotedEvery)
        {
            session.LastSeenAt = now;
            session.Member.LastSeenAt = now;
            await db.SaveChangesAsync();
        }
        return new AuthenticationTicket(PrincipalOf(session.Member, session.Id), new AuthenticationProperties { IsPersistent = true }, CookieAuthenticationDefaults.AuthenticationScheme);
    }

    public async Task RemoveAsync(string key)
    {
        await using var scope = scopes.CreateAsyncScope();
        var hash = Hash(key);
        await scope.ServiceProvider.GetRequiredService<HouseDb>().Sessions.Where(session => session.KeyHash == hash).ExecuteDeleteAsync();
    }

    public static ClaimsPrincipal PrincipalOf(Member member, Guid? sessionId = null) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, member.Id.ToString()),
            new(ClaimTypes.Name, member.Name),
            new(ClaimTypes.Role, member.Role.ToString()),
            new(SessionIdClaim, sessionId?.ToString() ?? ""),
        ],
        CookieAuthenticationDefaults.AuthenticationScheme));

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(key));
}
