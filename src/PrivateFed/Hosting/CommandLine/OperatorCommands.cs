using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using PrivateFed.Houses;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>
/// The operator's command line. It works beside the running server on the same data: the server sees changes with its next request and
/// sends new deliveries with its next sweep. Data goes to standard output, everything else to standard error; exit code 1 means "not done".
/// </summary>
public static class OperatorCommands
{
    public static async Task<int> RunAsync(string[] args)
    {
        // An argument such as @joe@friends.example names a person here, never a response file with more arguments.
        var parsed = Root().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction parseError)
        {
            parseError.ShowHelp = false;
            parseError.ShowTypoCorrections = false;
        }
        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            if (parsed.Action is ParseErrorAction)
            {
                await Console.Error.WriteLineAsync($"{PathOf(parsed.CommandResult)} --help shows how it works.");
            }
            return code;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before it was finished.");
            return 1;
        }
        catch (Exception problem) when (Server.Explain(problem) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    private static string PathOf(SymbolResult command) =>
        command is CommandResult { Command.Name: var name } ? command.Parent is { } parent ? $"{PathOf(parent)} {name}" : name : "";

    private static RootCommand Root()
    {
        var root = new RootCommand(
            "A family's own place on the internet. Without a command, this starts the server. Commands can run alongside it, on the same "
                + "data. "
            + "Settings come from the environment (PrivateFed__Data, PrivateFed__Database, PrivateFed__Domain ...), just as for the "
            + "server. "
            + "Example: PrivateFed post --help")
        {
            SetUpCommand.Make(),
            PostCommand.Make(),
            FollowCommand.Make(),
            MemberCommand.Make(),
            ActorCommand.Make(),
            MediaCommand.Make(),
            DoctorCommand.Make(),
            ForgetSecretsCommand.Make(),
            Demo.DemoCommand.Make(),
        };
        root.Options.OfType<VersionOption>().Single().Action = new PrintVersion();
        return root;
    }

    private sealed class PrintVersion : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(ThisAssembly.Version);
            return 0;
        }
    }
}
