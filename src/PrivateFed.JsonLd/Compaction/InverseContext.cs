using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Compaction;

/// <summary>An inverse context (JSON-LD 1.1 API section 4.3), which maps an IRI, a container, and a type or language to a term.</summary>
internal sealed class InverseContext
{
    private readonly Dictionary<string, Dictionary<string, TermChoice>> _byIri = [];

    public InverseContext(ActiveContext active)
    {
        var defaultLanguage = active.Language?.ToLowerInvariant() ?? "@none";
        var names = active.Terms.Keys.ToArray();
        Array.Sort(names, CodePointOrder.ShortestFirst);
        foreach (var name in names)
        {
            var term = active.Terms[name];
            if (term.Iri is null)
            {
                continue;
            }

            if (!_byIri.TryGetValue(term.Iri, out var byContainer))
            {
                _byIri[term.Iri] = byContainer = [];
            }

            var container = ContainerEntry.NameOf(term.Containers);
            if (!byContainer.TryGetValue(container, out var choice))
            {
                byContainer[container] = choice = new TermChoice(name);
            }

            choice.Add(name, term, active, defaultLanguage);
        }

        var prefixes = names.Where(name => active.Terms[name] is { IsPrefix: true, Iri: not null });
        Prefixes = [.. prefixes.Select(name => (name, active.Terms[name].Iri!))];
    }

    /// <summary>The terms that can be prefixes, shortest first.</summary>
    public IReadOnlyList<(string Term, string Iri)> Prefixes { get; }

    public bool Knows(string iri) => _byIri.ContainsKey(iri);

    /// <summary>Term Selection (section 4.4): the first matching term, by container, then by type or language.</summary>
    public string? Select(string iri, List<string> containers, string kind, List<string> preferred)
    {
        var byContainer = _byIri[iri];
        foreach (var container in containers)
        {
            if (byContainer.TryGetValue(container, out var choice) && choice.Select(kind, preferred) is { } term)
            {
                return term;
            }
        }

        return null;
    }
}
