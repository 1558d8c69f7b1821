using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Iris;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Contexts;

/// <summary>The keywords of a context definition (JSON-LD 1.1 API section 4.1.2 steps 5.5 and 5.7 to 5.11).</summary>
internal sealed partial class ContextProcessing
{
    private void CheckVersion(JsonObject definition)
    {
        if (!definition.TryGetPropertyValue("@version", out var value))
        {
            return;
        }

        if (value?.GetValueKind() != JsonValueKind.Number || value.ToJsonString() != "1.1")
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidVersionValue, "@version is not 1.1.");
        }

        if (run.Is10)
        {
            throw new JsonLdException(JsonLdErrorCode.ProcessingModeConflict, "The context is for JSON-LD 1.1.");
        }
    }

    private static void SetBase(ActiveContext result, JsonObject definition, ContextSettings settings)
    {
        if (settings.RemoteContexts.Count > 0 || !definition.TryGetPropertyValue("@base", out var value))
        {
            return;
        }

        var text = Shape.Text(value);
        result.Base = value is null ? null
            : Iri.IsAbsolute(text) ? text
            : text is not null && result.Base is not null ? Reference.Resolve(result.Base, text)
            : throw new JsonLdException(JsonLdErrorCode.InvalidBaseIri, "@base is not an IRI, or is relative to nothing.");
    }

    private void SetVocab(ActiveContext result, JsonObject definition)
    {
        if (!definition.TryGetPropertyValue("@vocab", out var value))
        {
            return;
        }

        if (value is null)
        {
            result.Vocab = null;
            return;
        }

        var text = Shape.Text(value);
        var isAllowed = text is not null && (!run.Is10 || Iri.IsAbsoluteOrBlank(text));
        var vocab = isAllowed ? ExpandIri(result, text, vocab: true, documentRelative: true) : null;
        result.Vocab = Iri.IsAbsoluteOrBlank(vocab)
            ? vocab
            : throw new JsonLdException(JsonLdErrorCode.InvalidVocabMapping, "@vocab is neither an IRI nor a blank node identifier.");
    }

    private static void SetLanguage(ActiveContext result, JsonObject definition)
    {
        if (definition.TryGetPropertyValue("@language", out var value))
        {
            result.Language = value is null ? null
                : Shape.Text(value) ?? throw new JsonLdException(JsonLdErrorCode.InvalidDefaultLanguage, "@language is not a string.");
        }
    }

    private void SetDirection(ActiveContext result, JsonObject definition)
    {
        if (definition.TryGetPropertyValue("@direction", out var value))
        {
            Only11("@direction");
            result.Direction = ReadDirection(value);
        }
    }

    private static string? ReadDirection(JsonNode? value) => value is null ? null
        : Shape.Text(value) is "ltr" or "rtl" ? Shape.Text(value)
        : throw new JsonLdException(JsonLdErrorCode.InvalidBaseDirection, "@direction is neither \"ltr\" nor \"rtl\".");

    private void CheckPropagate(JsonObject definition)
    {
        if (!definition.TryGetPropertyValue("@propagate", out var value))
        {
            return;
        }

        Only11("@propagate");
        if (!Shape.TryBoolean(value, out _))
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidPropagateValue, "@propagate is neither true nor false.");
        }
    }

    /// <summary>Reads the entry @protected of a context or a term; null if there is none.</summary>
    private static bool? ReadProtected(JsonObject map, string key) =>
        !map.TryGetPropertyValue(key, out var value) ? null
        : Shape.TryBoolean(value, out var isProtected) ? isProtected
        : throw new JsonLdException(JsonLdErrorCode.InvalidProtectedValue, "@protected is neither true nor false.");

    private void Only11(string entry)
    {
        if (run.Is10)
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidContextEntry, $"{entry} does not exist in JSON-LD 1.0.");
        }
    }
}
