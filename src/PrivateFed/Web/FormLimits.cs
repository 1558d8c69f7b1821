using PrivateFed.Media;

namespace PrivateFed.Web;

/// <summary>
/// Limits on forms while they are being read. Uploads and the composer raise them for themselves (<see cref="Uploads.MaxRequestSize"/>),
/// and inboxes have their own limit for documents.
/// </summary>
internal static class FormLimits
{
    /// <summary>
    /// Bytes of one encoded field: the longest post in characters of nine bytes each, with room to tell its author by how much it is too
    /// long.
    /// </summary>
    public const int Field = 256 * 1024;

    /// <summary>Fields of the composer: three of each waiting photo, and its own.</summary>
    public const int ComposerFields = 3 * AddPhoto.MaxUnpublished + 100;

    /// <summary>Bytes of a field's name.</summary>
    public const int Name = 256;

    /// <summary>Bytes of a request to a page by a signed-in member.</summary>
    public const long Request = 1024 * 1024;

    /// <summary>
    /// Bytes of a request with one photo: a little more than a photo may have, so that a sentence can say when one is too large.
    /// </summary>
    public const long PhotoRequest = AddPhoto.MaxBytes + 8 * 1024 * 1024;

    /// <summary>Bytes of a request to a page that needs no sign-in: a handle, a password, a passkey's answer.</summary>
    public const long AnonymousRequest = 16 * 1024;
}
