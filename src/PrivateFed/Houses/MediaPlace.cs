namespace PrivateFed.Houses;

/// <summary>Where the files of photos and films are kept.</summary>
public enum MediaPlace
{
    /// <summary>In the media folder.</summary>
    Folder,

    /// <summary>In the bucket of <see cref="BucketSettings"/>.</summary>
    Bucket,
}
