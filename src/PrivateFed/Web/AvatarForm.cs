namespace PrivateFed.Web;

/// <summary>Where a member's picture is chosen, replaced or removed; posted to the page's own handlers Avatar and NoAvatar.</summary>
/// <param name="Heading">Whose it is.</param>
/// <param name="Hint">Who sees it.</param>
/// <param name="Face">What is shown of them now.</param>
/// <param name="HasPicture">Whether there is one that could be removed.</param>
/// <param name="Problem">Why the last file was not taken.</param>
public sealed record AvatarForm(string Heading, string Hint, Face Face, bool HasPicture, Refusal? Problem);
