using System.Collections.Concurrent;

namespace PrivateFed.JsonLd.Contexts;

/// <summary>Cache of processed sequences of lasting contexts, by their addresses. Nearly every document begins with the same two.</summary>
internal sealed class KeptContexts
{
    private const int MaxContexts = 256;
    private readonly ConcurrentDictionary<string, ActiveContext> _contexts = new();

    public ActiveContext? Find(string sequence) => _contexts.GetValueOrDefault(sequence);

    /// <summary>Adds a context while there is room: senders choose the sequences.</summary>
    public void Keep(string sequence, ActiveContext context)
    {
        if (_contexts.Count < MaxContexts)
        {
            _contexts[sequence] = context;
        }
    }
}
