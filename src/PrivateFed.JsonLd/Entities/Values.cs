namespace PrivateFed.JsonLd.Entities;

/// <summary>What every record has.</summary>
public record Entity
{
    /// <summary>The id, an IRI or a blank node identifier; null if the thing has none.</summary>
    public string? Id { get; init; }

    /// <summary>The IRIs of its classes, in the order of the document.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];
}

/// <summary>A thing that is named, embedded, or both.</summary>
/// <typeparam name="T">What it is read as when it is embedded.</typeparam>
/// <param name="Id">Its id; null for an embedded thing without one.</param>
/// <param name="Embedded">What the document says of it; null if it says nothing.</param>
public sealed record Reference<T>(string? Id, T? Embedded)
    where T : Entity;

/// <summary>A text, perhaps in several languages.</summary>
/// <param name="Value">The one without a language; if there is none, the first.</param>
/// <param name="ByLanguage">The others, by language tag.</param>
public sealed record LanguageText(string Value, IReadOnlyDictionary<string, string> ByLanguage)
{
    /// <summary>A text whose language is not told.</summary>
    public LanguageText(string value)
        : this(value, new Dictionary<string, string>())
    {
    }
}
