using PrivateFed.Hosting;
using PrivateFed.Hosting.CommandLine;

// Words after the program's name are a command for the operator; options alone are settings for the server.
return args is [var first, ..] && (!first.StartsWith('-') || first is "--help" or "-h" or "-?" or "--version")
    ? await OperatorCommands.RunAsync(args)
    : await Server.RunAsync(args);
