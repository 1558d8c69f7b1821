using System.CommandLine;
using PrivateFed.Federation.LocalActors;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Commands about the actors of this house, which other servers know its people by.</summary>
internal static class ActorCommand
{
    public static Command Make() => new(
        "actor",
        "Manages the identities that other servers know people here by. Example: PrivateFed actor rotate-keys mara")
    {
        RotateKeys(),
    };

    private static Command RotateKeys()
    {
        var handle = new Argument<string>("handle")
        {
            HelpName = "HANDLE",
            Description = $"Their short name, as shown by \"member list\"; \"{Actor.InstanceHandle}\" for the house itself.",
        };
        var command = new Command(
            "rotate-keys",
            "Makes new keys for somebody and tells every server with a follower. Do this if others may have seen the old keys. "
            + "Example: PrivateFed actor rotate-keys mara")
        {
            handle,
        };
        command.InHouse(async (parsed, house, cancellation) =>
        {
            var plain = parsed.GetRequiredValue(handle).Trim().TrimStart('@').ToLowerInvariant();
            var serverCount = await house.GetRequiredService<RotateKeys>().RotateAsync(plain, cancellation);
            return serverCount.Succeeded ? $"{plain} has new keys. Servers to tell: {serverCount.Value}." : serverCount.Refusal;
        });
        return command;
    }
}
