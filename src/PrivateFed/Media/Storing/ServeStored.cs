namespace PrivateFed.Media.Storing;

/// <summary>Answers requests for files. Who may have them is decided before.</summary>
internal static class ServeStored
{
    private const string CacheControl = "private, no-cache";

    /// <summary>A browser may cache the file, but revalidates it on each use; a proxy may not cache it.</summary>
    public static IResult File(HttpContext context, StoredFile? file, string type) => File(context, file, type, CacheControl);

    /// <summary>A JPEG with one more segment, whose contents depend on who asks, always in the same way.</summary>
    public static IResult Spliced(HttpContext context, StoredFile? file, Func<StoredFile, SplicedJpeg> splice)
    {
        if (file is null)
        {
            return TypedResults.NotFound();
        }
        context.Response.Headers.CacheControl = CacheControl;
        return TypedResults.Stream(splice(file), "image/jpeg", lastModified: null, entityTag: file.Tag, enableRangeProcessing: true);
    }

    public static IResult File(HttpContext context, StoredFile? file, string type, string cacheControl)
    {
        if (file is null)
        {
            return TypedResults.NotFound();
        }
        context.Response.Headers.CacheControl = cacheControl;
        return file.LocalPath is { } path
            ? TypedResults.PhysicalFile(path, type, lastModified: null, entityTag: file.Tag, enableRangeProcessing: true)
            : TypedResults.Stream(file.Open(), type, lastModified: null, entityTag: file.Tag, enableRangeProcessing: true);
    }
}
