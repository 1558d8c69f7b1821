using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd.Contexts;

/// <summary>
/// A context definition while its terms are being created; the inputs of Create Term Definition (section 4.2) except the term.
/// </summary>
/// <param name="Entries">The context definition.</param>
/// <param name="Settings">How to process it.</param>
internal sealed record LocalContext(JsonObject Entries, ContextSettings Settings)
{
    /// <summary>True for a defined term, false for one whose definition is in progress.</summary>
    public Dictionary<string, bool> Defined { get; } = [];

    public bool IsProtected { get; init; }

    public bool MustDefine(string term) => Entries.ContainsKey(term) && !(Defined.TryGetValue(term, out var done) && done);
}

/// <summary>The optional inputs of Context Processing (section 4.1.2).</summary>
/// <param name="BaseUrl">The address of the context's document, against which its references to other contexts are resolved.</param>
internal sealed record ContextSettings(string? BaseUrl)
{
    /// <summary>The addresses of the contexts that refer to this one, outermost first.</summary>
    public IReadOnlyList<string> RemoteContexts { get; init; } = [];

    public bool OverrideProtected { get; init; }

    public bool Propagate { get; init; } = true;

    public bool ValidateScoped { get; init; } = true;
}
