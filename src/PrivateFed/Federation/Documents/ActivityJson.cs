namespace PrivateFed.Federation.Documents;

/// <summary>Media types of ActivityPub documents (ActivityPub section 3.2).</summary>
public static class ActivityJson
{
    public const string MediaType = "application/activity+json";

    public const string ContentType = "application/activity+json; charset=utf-8";
}
