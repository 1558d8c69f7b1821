using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;

namespace PrivateFed.JsonLd.Expansion;

/// <summary>A map while its entries are being expanded: the state shared with its @nest maps.</summary>
/// <param name="TypeScoped">The context for types: before their own scoped contexts.</param>
/// <param name="Property">The property whose value the map is; null at the top level.</param>
/// <param name="BaseUrl">The address of the document, against which addresses of contexts are resolved.</param>
internal sealed record NodeInMaking(ActiveContext TypeScoped, string? Property, string? BaseUrl)
{
    public JsonObject Result { get; } = [];

    public string? InputType { get; init; }
}
