using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Iris;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Contexts;

/// <summary>Contexts that are referred to by address (JSON-LD 1.1 API section 4.1.2 steps 5.2 and 5.6).</summary>
internal sealed partial class ContextProcessing
{
    /// <summary>Step 5.2: processes the context at an address.</summary>
    private ActiveContext ProcessNamed(ActiveContext result, string name, ContextSettings settings)
    {
        var url = ResolveName(name, settings);
        if (!settings.ValidateScoped && settings.RemoteContexts.Contains(url))
        {
            return result;
        }

        if (settings.RemoteContexts.Count >= run.Options.Limits.RemoteContexts)
        {
            throw new JsonLdException(JsonLdErrorCode.ContextOverflow, "Too many contexts refer to one another.");
        }

        run.Work(1);
        if (run.Load(url) is not { } document)
        {
            return result;
        }

        if (document.Document is not JsonObject map || !map.TryGetPropertyValue("@context", out var context))
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidRemoteContext, "A document that is referred to as a context contains none.");
        }

        return Process(result, context, settings with { BaseUrl = document.Url, RemoteContexts = [.. settings.RemoteContexts, url] });
    }

    /// <summary>Step 5.6: adds the entries of the imported context definition that this one does not have.</summary>
    private JsonObject Import(JsonObject definition, ContextSettings settings)
    {
        if (!definition.TryGetPropertyValue("@import", out var value))
        {
            return definition;
        }

        Only11("@import");
        var url = ResolveName(
            Shape.Text(value) ?? throw new JsonLdException(JsonLdErrorCode.InvalidImportValue, "@import is not a string."), settings);
        if (run.Load(url) is not { } document)
        {
            return definition;
        }

        if (document.Document is not JsonObject map || map["@context"] is not JsonObject imported)
        {
            throw new JsonLdException(
                JsonLdErrorCode.InvalidRemoteContext, "A document that is imported as a context is not a single definition.");
        }

        if (imported.ContainsKey("@import"))
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidContextEntry, "An imported context imports another one.");
        }

        var merged = imported.DeepClone().AsObject();
        run.Work(merged.Count);
        foreach (var (key, entry) in definition)
        {
            merged[key] = entry?.DeepClone();
        }

        return merged;
    }

    private static string ResolveName(string name, ContextSettings settings)
    {
        var url = Reference.Resolve(settings.BaseUrl, name);
        return Iri.IsAbsolute(url)
            ? url
            : throw new JsonLdException(
                JsonLdErrorCode.LoadingDocumentFailed, "A context is referred to by a relative address, and there is no base.");
    }
}
