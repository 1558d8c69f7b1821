using PrivateFed.Hosting;
using PrivateFed.Hosting.CommandLine;
using PrivateFed.Media.Confinement;
using PrivateFed.Media.Pictures;

// Words after the program's name are a command for the operator; options alone are settings for the server. The server itself runs decoders
// as processes of this program.
return args is [Confine.Command, .. var confined] ? Confine.Run(confined)
    : args is [PictureWorker.Command, var job] ? PictureWorker.Run(job)
    : args is [var first, ..] && (!first.StartsWith('-') || first is "--help" or "-h" or "-?" or "--version")
    ? await OperatorCommands.RunAsync(args)
    : await Server.RunAsync(args);
