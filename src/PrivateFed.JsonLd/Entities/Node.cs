using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Iris;

namespace PrivateFed.JsonLd.Entities;

/// <summary>A node as both ways of reading produce it: its id, its types, and its values by the IRI of the property.</summary>
internal sealed class Node
{
    /// <summary>The id with its host in lower case, so that a spelling in capitals is the same id.</summary>
    public string? Id
    {
        get;
        set => field = IriHost.Folded(value);
    }

    public List<string> Types { get; } = [];

    public Dictionary<string, List<Item>> Properties { get; } = [];

    /// <summary>Whether the document contains no more than a reference to the node.</summary>
    public bool IsBare => Types.Count == 0 && Properties.Count == 0;

    /// <summary>The values of a property, which is added if it is missing.</summary>
    public List<Item> Values(string property)
    {
        if (!Properties.TryGetValue(property, out var values))
        {
            Properties[property] = values = [];
        }

        return values;
    }
}

/// <summary>A value of a property.</summary>
/// <param name="Node">The node, if the value is one.</param>
/// <param name="Literal">The literal otherwise.</param>
/// <param name="Text">The literal's text if it is a string, extracted once from the document.</param>
/// <param name="Language">The text's language.</param>
internal readonly record struct Item(Node? Node, JsonValue? Literal = null, string? Text = null, string? Language = null);
