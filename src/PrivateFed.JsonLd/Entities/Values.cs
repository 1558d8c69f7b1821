namespace PrivateFed.JsonLd.Entities;

/// <summary>Base of all records.</summary>
public record Entity
{
    /// <summary>The id, an IRI or a blank node identifier; null if there is none.</summary>
    public string? Id { get; init; }

    /// <summary>The IRIs of the types, in the order of the document.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];
}

/// <summary>A node that is referred to by id, embedded, or both.</summary>
/// <typeparam name="T">The type to read an embedded node as.</typeparam>
/// <param name="Id">The id; null for an embedded node without one.</param>
/// <param name="Embedded">The embedded node; null if the document contains only a reference.</param>
public sealed record Reference<T>(string? Id, T? Embedded)
    where T : Entity;

/// <summary>A text, perhaps in several languages.</summary>
/// <param name="Value">The text without a language, or else the first text.</param>
/// <param name="ByLanguage">The texts with a language, by language tag.</param>
public sealed record LanguageText(string Value, IReadOnlyDictionary<string, string> ByLanguage)
{
    /// <summary>A text without a language.</summary>
    public LanguageText(string value)
        : this(value, new Dictionary<string, string>())
    {
    }
}
