using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd;

/// <summary>A call of the API: its options, the contexts it has loaded, and the work it has caused so far.</summary>
internal sealed class Run(JsonLdOptions options)
{
    private readonly Dictionary<string, ContextDocument?> _loaded = [];
    private int _contextWork;
    private long _producedText;
    private int _termDepth;

    public JsonLdOptions Options => options;

    public bool Is10 => options.Json10;

    /// <summary>Loads each document once. Null if the loader does not know it, which is reported once.</summary>
    public ContextDocument? Load(string url)
    {
        if (!_loaded.TryGetValue(url, out var document))
        {
            document = options.Loader.Load(url);
            if (document is { Lasting: false })
            {
                Measure.Check(document.Document, options.Limits);
            }

            _loaded[url] = document;
            if (document is null)
            {
                options.UnknownContext?.Invoke(url);
            }
        }

        return document;
    }

    /// <summary>Counts steps of context processing, so that scoped contexts cannot multiply without limit.</summary>
    public void Work(int steps)
    {
        _contextWork += steps;
        if (_contextWork > options.Limits.ContextWork)
        {
            throw new JsonLdException(JsonLdErrorCode.ContextOverflow, "Processing the document's contexts takes too many steps.");
        }
    }

    /// <summary>Counts the characters of composed IRIs, so that frequent use of a long prefix cannot exhaust the memory.</summary>
    public void Produce(int characters)
    {
        _producedText += characters;
        if (_producedText > options.Limits.Expanded)
        {
            throw new JsonLdException(JsonLdErrorCode.DocumentTooLarge, "The document's IRIs are too long in total.");
        }
    }

    /// <summary>Counts nested definitions of terms that depend on one another: each is a level of the stack.</summary>
    public void EnterTerm()
    {
        if (++_termDepth > options.Limits.Depth)
        {
            throw new JsonLdException(JsonLdErrorCode.ContextOverflow, "The chain of terms that depend on one another is too long.");
        }
    }

    public void LeaveTerm() => _termDepth--;

    /// <summary>The entries of a map in processing order.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> InOrder(JsonObject map) =>
        options.Ordered ? map.OrderBy(entry => entry.Key, CodePointOrder.Instance) : map;
}
