namespace PrivateFed.JsonLd;

/// <summary>How much work one document may cause. The defaults suit a server that reads strangers' documents.</summary>
public sealed record JsonLdLimits
{
    /// <summary>The defaults: 64 levels, 1 MiB, 8 Mi characters of IRIs, 4,096 terms at once, 50,000 definitions in all, 16 contexts in
    /// a chain.</summary>
    public static JsonLdLimits Default { get; } = new();

    /// <summary>Levels of arrays and objects within one another. More is refused as "document too deep".</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Bytes of the document as UTF-8 without white space. More is refused as "document too large".</summary>
    public int Size { get; init; } = 1024 * 1024;

    /// <summary>Characters of IRIs that may be put together while the document is expanded. More is refused as "document too
    /// large".</summary>
    public int Expanded { get; init; } = 8 * 1024 * 1024;

    /// <summary>Terms that may be defined at one place of a document. More is refused as "context overflow".</summary>
    public int Terms { get; init; } = 4096;

    /// <summary>Steps of context processing for the whole document: every term defined is one, and copying a context costs one
    /// for each eight of its terms. More is refused as "context overflow".</summary>
    public int ContextWork { get; init; } = 50_000;

    /// <summary>Contexts that may name one another in a chain. More is refused as "context overflow".</summary>
    public int RemoteContexts { get; init; } = 16;
}
