using System.Security.Claims;
using PrivateFed.Audiences;

namespace PrivateFed.Members;

/// <summary>Reads the signed-in member from a request's principal.</summary>
public static class Visitors
{
    public static Guid? MemberId(this ClaimsPrincipal person) =>
        Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>The id of their avatar, if they have one.</summary>
    public static Guid? AvatarId(this ClaimsPrincipal person) =>
        Guid.TryParse(person.FindFirstValue(Sessions.AvatarClaim), out var id) ? id : null;

    public static Guid SessionId(this ClaimsPrincipal person) => Guid.Parse(person.FindFirstValue(Sessions.SessionIdClaim)!);

    public static Role? Role(this ClaimsPrincipal person) =>
        Enum.TryParse<Role>(person.FindFirstValue(ClaimTypes.Role), out var role) ? role : null;

    public static bool IsOwner(this ClaimsPrincipal person) => person.Role() == Members.Role.Owner;

    public static bool MayPost(this ClaimsPrincipal person) => person.Role() is Members.Role.Owner or Members.Role.Author;

    /// <summary>For pages that only signed-in members reach.</summary>
    public static Viewer.Local SignedInViewer(this HttpContext context) => (Viewer.Local)context.LocalViewer();

    /// <summary>Whether they agreed to the house's text. Until then they see nothing else.</summary>
    public static bool HasAgreed(this ClaimsPrincipal person) => person.HasClaim(claim => claim.Type == Sessions.AgreedClaim);

    public static Viewer LocalViewer(this HttpContext context) =>
        context.User.HasAgreed() && context.User.MemberId() is { } id && context.User.Role() is { } role ? new Viewer.Local(id, role)
            : new Viewer.Stranger();
}
