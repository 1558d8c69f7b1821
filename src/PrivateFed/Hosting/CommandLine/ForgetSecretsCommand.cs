using System.CommandLine;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>For a house whose key file is lost: without it the house does not start.</summary>
internal static class ForgetSecretsCommand
{
    public static Command Make()
    {
        var command = new Command(
            "forget-secrets",
            "For a house whose key file is lost: gives up everything encrypted with it and starts with a new key. Everybody has to sign "
                + "in again; phone codes "
            + "and notifications on devices have to be set up again, and so does the mail server's password. Stop the server first. "
            + "Example: PrivateFed forget-secrets");
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        var settings = HouseCommand.ReadSettings();
        if (settings.Database is null && !File.Exists(settings.SqliteFile))
        {
            await Console.Error.WriteLineAsync($"There is no house in {settings.Data}.");
            return 1;
        }
        await using var services = HouseCommand.Services(settings);
        using var server = new DataLock(settings);
        server.Take();
        await using var scope = services.CreateAsyncScope();
        var (db, box) = (scope.ServiceProvider.GetRequiredService<HouseDb>(), scope.ServiceProvider.GetRequiredService<SecretBox>());
        if (await SealOldSecrets.IsRightKeyAsync(db, box, settings, cancellation))
        {
            await Console.Error.WriteLineAsync($"The key file {settings.KeyFile} is the right one, so there's nothing to forget.");
            return 1;
        }
        await ForgetSecrets.RunAsync(db, box, cancellation);
        Console.WriteLine(
            $"The new key is in {settings.KeyFile}. Please keep a copy of that file, separate from copies of the database.");
        return 0;
    }
}
