using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Iris;

namespace PrivateFed.JsonLd.Entities;

/// <summary>A node as both ways of reading see it: its id, its classes, and its values by the IRI of the property.</summary>
internal sealed class Node
{
    /// <summary>With its host in lower case, so that who writes one in capitals names the same.</summary>
    public string? Id
    {
        get;
        set => field = IriHost.Folded(value);
    }

    public List<string> Types { get; } = [];

    public Dictionary<string, List<Item>> Properties { get; } = [];

    /// <summary>Whether the document only names it.</summary>
    public bool IsBare => Types.Count == 0 && Properties.Count == 0;

    /// <summary>The values of a property, which is present from now on.</summary>
    public List<Item> Values(string property)
    {
        if (!Properties.TryGetValue(property, out var values))
        {
            Properties[property] = values = [];
        }

        return values;
    }
}

/// <summary>One value of a property.</summary>
/// <param name="Node">The node, if the value is one.</param>
/// <param name="Literal">The literal otherwise.</param>
/// <param name="Text">The literal's text, if it is one: taken out of the document once.</param>
/// <param name="Language">The text's language.</param>
internal readonly record struct Item(Node? Node, JsonValue? Literal = null, string? Text = null, string? Language = null);
