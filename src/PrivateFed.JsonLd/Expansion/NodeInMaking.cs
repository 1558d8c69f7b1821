using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;

namespace PrivateFed.JsonLd.Expansion;

/// <summary>A map while its entries are being expanded: what stays the same through @nest.</summary>
/// <param name="TypeScoped">The context in which types are read: before their own scoped contexts.</param>
/// <param name="Property">The property whose value the map is; null at the top.</param>
/// <param name="BaseUrl">The address of the document, against which contexts are named.</param>
internal sealed record NodeInMaking(ActiveContext TypeScoped, string? Property, string? BaseUrl)
{
    public JsonObject Result { get; } = [];

    public string? InputType { get; init; }
}
