using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PrivateFed;

/// <summary>Why something was not done: a sentence for a person.</summary>
/// <param name="Words">In English; pages say it in the reader's language, and these words are what they look it up by.</param>
/// <param name="Arguments">What stands in the places {0}, {1} ... of the words; without any the words are not looked through for
/// places.</param>
public sealed record Refusal(string Words, params object[] Arguments)
{
    /// <summary>True when the same attempt may succeed later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>The whole, in English.</summary>
    public string Sentence => Arguments.Length == 0 ? Words : string.Format(CultureInfo.InvariantCulture, Words, Arguments);
}

/// <summary>What came of an attempt that may be refused: a value, or the refusal. Exceptions are for what should not happen.</summary>
public readonly struct Result<T>
    where T : notnull
{
    private Result(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    public T? Value { get; }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    [SuppressMessage("Usage", "CA2225", Justification = "A result is read by its two properties.")]
    public static implicit operator Result<T>(T value) => new(value, null);

    [SuppressMessage("Usage", "CA2225", Justification = "A result is read by its two properties.")]
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
