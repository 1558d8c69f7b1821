using System.Text;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Reads what the operator types or pipes in.</summary>
internal static class StandardInput
{
    /// <summary>Reads a password: one line when input is piped, otherwise typed twice without being shown.</summary>
    public static async Task<Result<string>> PasswordAsync(CancellationToken cancellation)
    {
        if (!Console.IsInputRedirected)
        {
            return AskTwice();
        }
        using var reader = StrictText.Reader(Console.OpenStandardInput());
        try
        {
            return await reader.ReadLineAsync(cancellation) is { Length: > 0 } line
                ? line
                : new Refusal("No password was given. Please pass it as one line on standard input, for example: ... < password.txt");
        }
        catch (DecoderFallbackException)
        {
            return new Refusal("The password on standard input isn't UTF-8 text.");
        }
    }

    private static Result<string> AskTwice()
    {
        var password = Ask("Password: ");
        return password == Ask("Password again: ") ? password : new Refusal("The two passwords don't match. Please try again.");
    }

    private static string Ask(string question)
    {
        Console.Error.Write(question);
        var typed = new StringBuilder();
        for (ConsoleKeyInfo key; (key = Console.ReadKey(intercept: true)).Key != ConsoleKey.Enter;)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
