using System.Text;
using PrivateFed.Posts;

namespace PrivateFed.Operations;

/// <summary>Reads a text from a file or from standard input; what is not text is refused instead of mended.</summary>
internal static class StrictText
{
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="file">A path, or "-" for standard input.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<Result<string>> FromAsync(string file, CancellationToken cancellation)
    {
        try
        {
            if (file == "-" && !Console.IsInputRedirected)
            {
                await Console.Error.WriteLineAsync("Please write the text; Ctrl+D on a line of its own ends it.");
            }
            await using var stream = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            using var reader = new StreamReader(stream, Utf8);
            return await ReadAsync(reader, cancellation);
        }
        catch (DecoderFallbackException)
        {
            return new Refusal($"{(file == "-" ? "Standard input" : file)} is not UTF-8 text.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Refusal($"The text cannot be read: {problem.Message}");
        }
    }

    // One character more than a post may have shows that there are too many; white space around it does not count, but nobody has as much.
    private static async Task<Result<string>> ReadAsync(StreamReader reader, CancellationToken cancellation)
    {
        var buffer = new char[2 * Post.TextLength];
        var length = await reader.ReadBlockAsync(buffer, cancellation);
        return length < buffer.Length ? new string(buffer, 0, length) : new Refusal($"The text is longer than the {Post.TextLength:N0} characters that a post may have.");
    }
}
