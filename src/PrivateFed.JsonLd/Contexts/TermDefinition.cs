using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd.Contexts;

/// <summary>The meaning of a term in an active context (JSON-LD 1.1 API section 4.1, "term definition").</summary>
internal sealed record TermDefinition
{
    /// <summary>The IRI mapping: an IRI, a blank node identifier or a keyword. Null for a term that is explicitly undefined.</summary>
    public string? Iri { get; set; }

    public bool IsPrefix { get; set; }

    public bool IsProtected { get; set; }

    public bool IsReverse { get; set; }

    public Containers Containers { get; set; }

    /// <summary>The type mapping: an IRI, @id, @json, @none or @vocab.</summary>
    public string? Type { get; set; }

    /// <summary>Whether there is a language mapping; it may be null, which means that strings have no language.</summary>
    public bool HasLanguage { get; set; }

    public string? Language { get; set; }

    /// <summary>Whether there is a direction mapping; it may be null.</summary>
    public bool HasDirection { get; set; }

    public string? Direction { get; set; }

    public string? Nest { get; set; }

    public string? Index { get; set; }

    /// <summary>Whether there is a scoped context; it may be null, which clears the active context.</summary>
    public bool HasContext { get; set; }

    public JsonNode? Context { get; set; }

    public string? ContextUrl { get; set; }

    /// <summary>Whether both definitions are equal, except for protection (section 4.2.2 step 27.1).</summary>
    public bool SaysTheSameAs(TermDefinition other) =>
        this with { IsProtected = false, Context = null, ContextUrl = null }
            == other with { IsProtected = false, Context = null, ContextUrl = null }
        && JsonNode.DeepEquals(Context, other.Context);
}
