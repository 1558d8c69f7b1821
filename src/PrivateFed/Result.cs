using System.Diagnostics.CodeAnalysis;

namespace PrivateFed;

/// <summary>Why something was not done: a sentence for a person.</summary>
public sealed record Refusal(string Sentence);

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
