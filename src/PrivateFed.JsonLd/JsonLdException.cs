namespace PrivateFed.JsonLd;

/// <summary>A document was refused because it violates JSON-LD 1.1 or exceeds a limit.</summary>
/// <remarks>The only exception that the content of a document can cause.</remarks>
public sealed class JsonLdException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">One of <see cref="JsonLdErrorCode"/>.</param>
    /// <param name="sentence">One English sentence that says what is wrong.</param>
    /// <param name="cause">The underlying exception, if any.</param>
    public JsonLdException(string code, string sentence, Exception? cause = null)
        : base(sentence, cause) => Code = code;

    /// <summary>One of <see cref="JsonLdErrorCode"/>, for programs.</summary>
    public string Code { get; }

    /// <summary>Whether the document was refused for its size, depth or number of terms, not for its content.</summary>
    public bool IsLimit =>
        Code is JsonLdErrorCode.ContextOverflow or JsonLdErrorCode.DocumentTooDeep or JsonLdErrorCode.DocumentTooLarge;
}
