using PrivateFed.JsonLd.Compaction;

namespace PrivateFed.JsonLd.Contexts;

/// <summary>The active context (JSON-LD 1.1 API section 4.1). Changed only while it is being created; shared freely afterwards.</summary>
internal sealed class ActiveContext
{
    private Dictionary<string, TermDefinition> _terms;
    private bool _isShared;
    private InverseContext? _inverse;

    public ActiveContext(string? @base)
    {
        Base = OriginalBase = @base;
        _terms = [];
    }

    private ActiveContext(ActiveContext from)
    {
        _terms = from._terms;
        _isShared = from._isShared = true;
        (Base, OriginalBase, Vocab, Language, Direction, Previous, HasProtected) =
            (from.Base, from.OriginalBase, from.Vocab, from.Language, from.Direction, from.Previous, from.HasProtected);
    }

    public string? Base { get; set; }

    public string? OriginalBase { get; private set; }

    public string? Vocab { get; set; }

    public string? Language { get; set; }

    public string? Direction { get; set; }

    /// <summary>The context to revert to for the next node object, if this one is not propagated.</summary>
    public ActiveContext? Previous { get; set; }

    /// <summary>Whether any term is, or was, protected.</summary>
    public bool HasProtected { get; private set; }

    public IReadOnlyDictionary<string, TermDefinition> Terms => _terms;

    /// <summary>The inverse context (section 4.3), made when it is first asked for.</summary>
    public InverseContext Inverse => _inverse ??= new InverseContext(this);

    /// <summary>Whether the context defines nothing except a base.</summary>
    public bool IsInitial =>
        _terms.Count == 0 && Vocab is null && Language is null && Direction is null && Previous is null && Base == OriginalBase;

    public TermDefinition? Find(string? term) => term is not null && _terms.TryGetValue(term, out var definition) ? definition : null;

    public ActiveContext Clone() => new(this);

    /// <summary>A copy with another base.</summary>
    public ActiveContext At(string? @base) => new(this) { Base = @base, OriginalBase = @base };

    public void Define(string term, TermDefinition definition, Run run)
    {
        Own(run);
        _terms[term] = definition;
        HasProtected |= definition.IsProtected;
        if (_terms.Count > run.Options.Limits.Terms)
        {
            throw new JsonLdException(JsonLdErrorCode.ContextOverflow, $"The contexts define more than {run.Options.Limits.Terms} terms.");
        }
    }

    public TermDefinition? Forget(string term, Run run)
    {
        var definition = Find(term);
        if (definition is not null)
        {
            Own(run);
            _terms.Remove(term);
        }

        return definition;
    }

    private void Own(Run run)
    {
        if (_isShared)
        {
            run.Work(_terms.Count / 8);
            _terms = new Dictionary<string, TermDefinition>(_terms);
            _isShared = false;
        }
    }
}
