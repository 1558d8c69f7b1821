namespace PrivateFed.Web;

/// <summary>
/// How much of a form is read, before anybody has looked at it. Uploads and the composer say for themselves that they take more
/// (<see cref="Uploads.MostAtOnce"/>), inboxes that they take documents.
/// </summary>
internal static class FormBounds
{
    /// <summary>Bytes of one field as it is sent: the longest post in letters that take nine bytes each, and room to say how much too long it is.</summary>
    public const int Field = 256 * 1024;

    /// <summary>Bytes of a field's name.</summary>
    public const int Name = 256;

    /// <summary>Bytes of a request to a page, when its sender is signed in.</summary>
    public const long Request = 1024 * 1024;

    /// <summary>Bytes of a request to a page that anybody may send to: a handle, a password, a passkey's answer.</summary>
    public const long RequestOfStranger = 16 * 1024;
}
