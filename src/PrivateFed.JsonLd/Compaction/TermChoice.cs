using PrivateFed.JsonLd.Contexts;

namespace PrivateFed.JsonLd.Compaction;

/// <summary>The terms for one IRI in one container, by language and by type (JSON-LD 1.1 API section 4.3 steps 3.6 to 3.16).</summary>
/// <param name="any">The first of them, for values with neither.</param>
internal sealed class TermChoice(string any)
{
    private readonly Dictionary<string, string> _languages = [];
    private readonly Dictionary<string, string> _types = [];

    public void Add(string name, TermDefinition term, ActiveContext active, string defaultLanguage)
    {
        if (term.IsReverse)
        {
            _types.TryAdd("@reverse", name);
        }
        else if (term.Type == "@none")
        {
            _languages.TryAdd("@any", name);
            _types.TryAdd("@any", name);
        }
        else if (term.Type is not null)
        {
            _types.TryAdd(term.Type, name);
        }
        else if (term.HasLanguage || term.HasDirection)
        {
            _languages.TryAdd(TaggedKey(term), name);
        }
        else
        {
            _languages.TryAdd(active.Direction is null ? defaultLanguage
                : $"{active.Language}_{active.Direction}".ToLowerInvariant(), name);
            _languages.TryAdd("@none", name);
            _types.TryAdd("@none", name);
        }
    }

    public string? Select(string kind, List<string> preferred)
    {
        if (kind == "@any")
        {
            return preferred.Contains("@none") ? any : null;
        }

        var terms = kind == "@type" ? _types : _languages;
        foreach (var value in preferred)
        {
            if (terms.TryGetValue(value, out var term))
            {
                return term;
            }
        }

        return null;
    }

    /// <summary>Steps 3.13 to 3.15.</summary>
    private static string TaggedKey(TermDefinition term) => (term.Language?.ToLowerInvariant(), term.Direction) switch
    {
        (null, null) => term.HasLanguage ? "@null" : "@none",
        (null, { } direction) => "_" + direction,
        ({ } language, null) => language,
        ({ } language, { } direction) => $"{language}_{direction}",
    };
}
