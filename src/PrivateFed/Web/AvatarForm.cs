namespace PrivateFed.Web;

/// <summary>The form that sets, replaces or removes a member's picture; posted to the page's own handlers Avatar and NoAvatar.</summary>
/// <param name="Hint">Says who sees the picture.</param>
/// <param name="Face">The current picture or initial.</param>
/// <param name="HasPicture">Whether there is a picture to remove.</param>
/// <param name="Problem">Why the last file was refused.</param>
/// <param name="Said">Confirmation of what was just done here, for a page that does not say it elsewhere.</param>
public sealed record AvatarForm(string Heading, string Hint, Face Face, bool HasPicture, Refusal? Problem, string? Said = null);
