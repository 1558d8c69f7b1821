namespace PrivateFed.JsonLd.Entities;

/// <summary>Maps a record to a class of the vocabulary.</summary>
/// <param name="iri">The IRI of the class, as in an expanded @type.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ClassAttribute(string iri) : Attribute
{
    /// <summary>The IRI of the class.</summary>
    public string Iri { get; } = iri;
}

/// <summary>Maps a property of a record to a property of the vocabulary.</summary>
/// <remarks>
/// The C# type determines what is read. For string, bool, long and <see cref="DateTimeOffset"/> (each nullable) it is the first value of
/// that type; for <see cref="LanguageText"/> all strings; for <see cref="Reference{T}"/> the first node; for a read-only list of references
/// all nodes. Values of other types are ignored.
/// </remarks>
/// <param name="iri">The IRI of the property.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PropertyAttribute(string iri) : Attribute
{
    /// <summary>The IRI of the property.</summary>
    public string Iri { get; } = iri;

    /// <summary>For a string: whether it is the id of a node, not a literal.</summary>
    public bool AsId { get; init; }

    /// <summary>For a list of references: whether their order matters, so that they are written as @list.</summary>
    public bool Ordered { get; init; }

    /// <summary>The datatype to write with a value; null for none.</summary>
    public string? Datatype { get; init; }
}
