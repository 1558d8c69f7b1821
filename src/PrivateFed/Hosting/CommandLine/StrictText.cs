using System.Text;
using PrivateFed.Posts;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Reads a text from a file or from standard input; anything that is not UTF-8 text is refused, not repaired.</summary>
internal static class StrictText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>Reads UTF-8, with or without a byte order mark; other encodings are not guessed.</summary>
    /// <exception cref="DecoderFallbackException">Thrown by reads: the bytes are not UTF-8.</exception>
    public static StreamReader Reader(Stream stream) => new(stream, Utf8, detectEncodingFromByteOrderMarks: false);

    /// <param name="file">A path, or "-" for standard input.</param>
    public static async Task<Result<string>> ReadFileAsync(string file, CancellationToken cancellation)
    {
        try
        {
            if (file == "-" && !Console.IsInputRedirected)
            {
                await Console.Error.WriteLineAsync("Type the text, then press Ctrl+D on a line of its own.");
            }
            await using var stream = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            using var reader = Reader(stream);
            var text = await ReadAsync(reader, cancellation);
            return text.Value?.Contains('\0', StringComparison.Ordinal) == true ? NotText(file) : text;
        }
        catch (DecoderFallbackException)
        {
            return NotText(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Refusal($"The text can't be read: {problem.Message}");
        }
    }

    private static Refusal NotText(string file) => new($"{(file == "-" ? "Standard input" : file)} isn't UTF-8 text.");

    // Twice the limit, since white space around the text does not count; an endless stream is not read to its end.
    private static async Task<Result<string>> ReadAsync(StreamReader reader, CancellationToken cancellation)
    {
        var buffer = new char[2 * Post.TextLength];
        var length = await reader.ReadBlockAsync(buffer, cancellation);
        return length < buffer.Length ? new string(buffer, 0, length)
            : new Refusal($"The text is longer than the {Post.TextLength:N0} characters a post can have.");
    }
}
