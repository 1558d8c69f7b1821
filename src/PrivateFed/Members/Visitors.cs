using System.Security.Claims;
using PrivateFed.Audiences;

namespace PrivateFed.Members;

/// <summary>Who sits in front of the page.</summary>
public static class Visitors
{
    public static Guid? MemberId(this ClaimsPrincipal person) =>
        Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>Their picture's id, if they have one.</summary>
    public static Guid? AvatarId(this ClaimsPrincipal person) => Guid.TryParse(person.FindFirstValue(Sessions.AvatarClaim), out var id) ? id : null;

    public static Guid SessionId(this ClaimsPrincipal person) => Guid.Parse(person.FindFirstValue(Sessions.SessionIdClaim)!);

    public static Role? Role(this ClaimsPrincipal person) =>
        Enum.TryParse<Role>(person.FindFirstValue(ClaimTypes.Role), out var role) ? role : null;

    public static bool IsOwner(this ClaimsPrincipal person) => person.Role() == Members.Role.Owner;

    public static bool MayPost(this ClaimsPrincipal person) => person.Role() is Members.Role.Owner or Members.Role.Author;

    /// <summary>Where only who is signed in can be.</summary>
    public static Viewer.Local SignedIn(this HttpContext context) => (Viewer.Local)context.LocalViewer();

    /// <summary>Whether they said yes to the house's text; before that they are shown nothing but the text.</summary>
    public static bool HasAgreed(this ClaimsPrincipal person) => person.HasClaim(claim => claim.Type == Sessions.AgreedClaim);

    public static Viewer LocalViewer(this HttpContext context) =>
        context.User.HasAgreed() && context.User.MemberId() is { } id && context.User.Role() is { } role ? new Viewer.Local(id, role) : new Viewer.Stranger();
}
