using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd;

/// <summary>One call of the API: its options, the contexts it has loaded, and how much work it has caused so far.</summary>
internal sealed class Run(JsonLdOptions options)
{
    private readonly Dictionary<string, ContextDocument?> loaded = [];
    private int contextWork;
    private long producedText;
    private int termDepth;

    public JsonLdOptions Options => options;

    public bool Is10 => options.Json10;

    /// <summary>The document at an address, asked for once; null if the loader does not know it, which is reported once.</summary>
    public ContextDocument? Load(string url)
    {
        if (!loaded.TryGetValue(url, out var document))
        {
            document = options.Loader.Load(url);
            if (document is { Lasting: false })
            {
                Measure.Check(document.Document, options.Limits);
            }

            loaded[url] = document;
            if (document is null)
            {
                options.UnknownContext?.Invoke(url);
            }
        }

        return document;
    }

    /// <summary>Counts steps of context processing, so that scoped contexts cannot multiply without bound.</summary>
    public void Work(int steps)
    {
        contextWork += steps;
        if (contextWork > options.Limits.ContextWork)
        {
            throw new JsonLdException(JsonLdErrorCode.ContextOverflow, "The document's contexts are too much work.");
        }
    }

    /// <summary>Counts text that is made from text, so that a long prefix used often cannot fill the memory.</summary>
    public void Produce(int characters)
    {
        producedText += characters;
        if (producedText > options.Limits.Expanded)
        {
            throw new JsonLdException(JsonLdErrorCode.DocumentTooLarge, "The document's IRIs would become too much text.");
        }
    }

    /// <summary>Counts terms that are being defined because others need them: each is a level of the stack.</summary>
    public void EnterTerm()
    {
        if (++termDepth > options.Limits.Depth)
        {
            throw new JsonLdException(JsonLdErrorCode.ContextOverflow, "Too many terms are defined by one another in a chain.");
        }
    }

    public void LeaveTerm() => termDepth--;

    /// <summary>A map's entries in the order in which they are to be worked on.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> InOrder(JsonObject map) =>
        options.Ordered ? map.OrderBy(entry => entry.Key, CodePointOrder.Instance) : map;
}
