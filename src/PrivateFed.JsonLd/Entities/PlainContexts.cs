using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Entities;

/// <summary>
/// Cache of the active contexts of plain documents, by the JSON of the context: a server writes the same context into everything it sends.
/// </summary>
internal sealed class PlainContexts
{
    private const int MaxContexts = 512;
    private const int MaxContextLength = 8 * 1024;
    private readonly ConcurrentDictionary<string, ActiveContext?> _contexts = new();

    /// <summary>The active context; null if the context is not plain, so that the document must be expanded.</summary>
    public ActiveContext? Find(JsonNode? context, JsonLdOptions options)
    {
        if ((context ?? options.ExpandContext) is null || options.Json10)
        {
            return null;
        }

        var text = context?.ToJsonString() ?? "";
        if (text.Length > MaxContextLength)
        {
            return null;
        }

        if (!_contexts.TryGetValue(text, out var active))
        {
            active = IsPlain(options.ExpandContext, options.Loader) && IsPlain(context, options.Loader) ? Process(context, options) : null;
            if (_contexts.Count >= MaxContexts)
            {
                // Senders choose what they write. Starting again costs less than tracking which entries were used last.
                _contexts.Clear();
            }

            _contexts[text] = active;
        }

        return active?.At(options.Base);
    }

    /// <summary>Whether a context has only known contexts and own terms: nothing that depends on the document's address.</summary>
    private static bool IsPlain(JsonNode? context, DocumentLoader loader) =>
        context is null || Entries.AsItems(context).All(item => item switch
    {
        JsonObject map => !map.Any(entry => entry.Key is "@base" or "@vocab" or "@import" or "@propagate"),
        JsonValue value => Shape.Text(value) is { } url && Iris.Iri.IsAbsolute(url) && loader.Load(url) is { Lasting: true },
        _ => false,
    });

    private static ActiveContext? Process(JsonNode? context, JsonLdOptions options)
    {
        try
        {
            var run = new Run(options with { UnknownContext = null, Base = null });
            var scopes = new ContextProcessing(run);
            var active = new ActiveContext(null);
            foreach (var local in (JsonNode?[])[options.ExpandContext, context])
            {
                active = local is null ? active : scopes.Process(active, local, new ContextSettings(null));
            }

            return active;
        }
        catch (JsonLdException)
        {
            // Expansion will report what is wrong with it.
            return null;
        }
    }
}
