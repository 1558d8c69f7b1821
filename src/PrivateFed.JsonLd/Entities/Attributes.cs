namespace PrivateFed.JsonLd.Entities;

/// <summary>A record that stands for things of a class.</summary>
/// <param name="iri">The IRI of the class, as it stands in an expanded @type.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ClassAttribute(string iri) : Attribute
{
    /// <summary>The IRI of the class.</summary>
    public string Iri { get; } = iri;
}

/// <summary>A property of a record that holds the values of a property.</summary>
/// <remarks>What is read follows from the C# type: string, bool, long and <see cref="DateTimeOffset"/> (each nullable) the first value
/// of that kind;
/// <see cref="LanguageText"/> all texts; <see cref="Reference{T}"/> the first thing; a read-only list of references all things.
/// Values of other kinds are passed over.</remarks>
/// <param name="iri">The IRI of the property.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PropertyAttribute(string iri) : Attribute
{
    /// <summary>The IRI of the property.</summary>
    public string Iri { get; } = iri;

    /// <summary>For a string: it is the id of a thing, not a text.</summary>
    public bool AsId { get; init; }

    /// <summary>For a list of references: their order has a meaning, so they are written as @list.</summary>
    public bool Ordered { get; init; }

    /// <summary>The datatype with which a value is written; null for none.</summary>
    public string? Datatype { get; init; }
}
