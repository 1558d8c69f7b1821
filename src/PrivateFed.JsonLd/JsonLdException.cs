namespace PrivateFed.JsonLd;

/// <summary>A document was refused: it breaks a rule of JSON-LD 1.1, or is beyond a limit.</summary>
/// <remarks>Everything that a stranger's document can do wrong ends in this exception and in no other.</remarks>
public sealed class JsonLdException : Exception
{
    /// <summary>Refuses a document.</summary>
    /// <param name="code">One of <see cref="JsonLdErrorCode"/>.</param>
    /// <param name="sentence">One English sentence that says what is wrong.</param>
    /// <param name="cause">What led to it, if anything.</param>
    public JsonLdException(string code, string sentence, Exception? cause = null)
        : base(sentence, cause) => Code = code;

    /// <summary>One of <see cref="JsonLdErrorCode"/>, for programs.</summary>
    public string Code { get; }

    /// <summary>Whether the document was refused for its size, depth or number of terms, not for what it says.</summary>
    public bool IsLimit =>
        Code is JsonLdErrorCode.ContextOverflow or JsonLdErrorCode.DocumentTooDeep or JsonLdErrorCode.DocumentTooLarge;
}
