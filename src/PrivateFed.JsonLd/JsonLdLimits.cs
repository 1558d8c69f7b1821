namespace PrivateFed.JsonLd;

/// <summary>Limits of the work that one document may cause. The defaults suit a server that reads documents of unknown origin.</summary>
public sealed record JsonLdLimits
{
    /// <summary>
    /// The defaults: 64 levels, 1 MiB, 8 Mi characters of IRIs, 4,096 terms at once, 50,000 steps of context processing in all, 16 contexts
    /// in a chain.
    /// </summary>
    public static JsonLdLimits Default { get; } = new();

    /// <summary>Nesting levels of arrays and objects. Exceeding it is refused as "document too deep".</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Bytes of the document as UTF-8 without white space. Exceeding it is refused as "document too large".</summary>
    public int Size { get; init; } = 1024 * 1024;

    /// <summary>
    /// Characters of IRIs that may be composed while the document is expanded. Exceeding it is refused as "document too large".
    /// </summary>
    public int Expanded { get; init; } = 8 * 1024 * 1024;

    /// <summary>Terms that may be defined at one place in a document. Exceeding it is refused as "context overflow".</summary>
    public int Terms { get; init; } = 4096;

    /// <summary>
    /// Steps of context processing for the whole document: one for each term defined, and one for every eight terms when a context is
    /// copied. Exceeding it is refused as "context overflow".
    /// </summary>
    public int ContextWork { get; init; } = 50_000;

    /// <summary>Length of a chain of contexts that refer to one another. Exceeding it is refused as "context overflow".</summary>
    public int RemoteContexts { get; init; } = 16;
}
