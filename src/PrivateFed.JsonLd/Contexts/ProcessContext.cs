using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Iris;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Contexts;

/// <summary>Context Processing (JSON-LD 1.1 API section 4.1.2).</summary>
internal sealed partial class ContextProcessing(Run run)
{
    /// <summary>Applies a local context to an active context.</summary>
    public ActiveContext Process(ActiveContext active, JsonNode? local, ContextSettings settings)
    {
        run.Work(1);

        // Steps 1 to 3.
        var result = active.Clone();
        if (local is JsonObject map && Shape.TryBoolean(map["@propagate"], out var propagate))
        {
            settings = settings with { Propagate = propagate };
        }

        if (!settings.Propagate && result.Previous is null)
        {
            result.Previous = active;
        }

        // Steps 4 and 5.
        if (local is not JsonArray items)
        {
            return ProcessOne(result, local, settings);
        }

        var names = active.IsInitial ? "" : null;
        foreach (var item in items)
        {
            result = Shape.Text(item) is { } name && names is not null
                ? ProcessCached(result, name, settings, ref names)
                : ProcessOne(result, item, settings);
            names = item is JsonValue ? names : null;
        }

        return result;
    }

    /// <summary>Processes a single context: null, a definition or an address.</summary>
    public ActiveContext ProcessOne(ActiveContext result, JsonNode? context, ContextSettings settings)
    {
        string? names = result.IsInitial ? "" : null;
        return context switch
        {
            null => Nullify(result, settings),
            JsonObject definition => ProcessDefinition(result, definition, settings),
            _ when Shape.Text(context) is { } name => names is null
                ? ProcessNamed(result, name, settings)
                : ProcessCached(result, name, settings, ref names),
            _ => throw new JsonLdException(JsonLdErrorCode.InvalidLocalContext, "A context is neither an object, a string nor null."),
        };
    }

    /// <summary>Step 5.1.</summary>
    private static ActiveContext Nullify(ActiveContext result, ContextSettings settings)
    {
        if (!settings.OverrideProtected && result.HasProtected)
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidContextNullification, "A context with protected terms cannot be nullified.");
        }

        return new ActiveContext(result.OriginalBase) { Previous = settings.Propagate ? null : result };
    }

    /// <summary>Steps 5.3 to 5.13.</summary>
    private ActiveContext ProcessDefinition(ActiveContext result, JsonObject definition, ContextSettings settings)
    {
        CheckVersion(definition);
        definition = Import(definition, settings);
        SetBase(result, definition, settings);
        SetVocab(result, definition);
        SetLanguage(result, definition);
        SetDirection(result, definition);
        CheckPropagate(definition);
        var local = new LocalContext(definition, settings) { IsProtected = ReadProtected(definition, "@protected") ?? false };
        foreach (var (term, _) in definition)
        {
            if (term is not ("@base" or "@direction" or "@import" or "@language" or "@propagate" or "@protected" or "@version" or "@vocab"))
            {
                CreateTerm(result, local, term);
            }
        }

        return result;
    }

    /// <summary>Processes a lasting context after nothing but lasting contexts: once for all documents.</summary>
    private ActiveContext ProcessCached(ActiveContext result, string name, ContextSettings settings, ref string? names)
    {
        var isPlain = !run.Is10
            && settings is { OverrideProtected: false, Propagate: true, RemoteContexts: [] }
            && result.Base == result.OriginalBase;
        if (!isPlain || !Iri.IsAbsolute(name) || run.Load(name) is not { Lasting: true } document)
        {
            names = null;
            return ProcessNamed(result, name, settings);
        }

        names += "\n" + document.Url;
        if (run.Options.Loader.Kept.Find(names) is not { } kept)
        {
            kept = ProcessNamed(result.At(null), name, settings);
            run.Options.Loader.Kept.Keep(names, kept);
        }

        return kept.At(result.Base);
    }
}
