using System.Collections.Concurrent;

namespace PrivateFed.JsonLd.Contexts;

/// <summary>What processing lasting contexts from a bare active context gives, kept by their sequence of addresses, since nearly every
/// document begins with the same two.</summary>
internal sealed class KeptContexts
{
    private const int MostKept = 256;
    private readonly ConcurrentDictionary<string, ActiveContext> kept = new();

    public ActiveContext? Find(string sequence) => kept.GetValueOrDefault(sequence);

    /// <summary>Keeps a context, while there is room: strangers choose the sequences.</summary>
    public void Keep(string sequence, ActiveContext context)
    {
        if (kept.Count < MostKept)
        {
            kept[sequence] = context;
        }
    }
}
