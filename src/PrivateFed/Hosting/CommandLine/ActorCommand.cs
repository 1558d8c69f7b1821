using System.CommandLine;
using PrivateFed.Federation.LocalActors;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Commands about the actors of this house, which other servers know its people by.</summary>
internal static class ActorCommand
{
    public static Command Make() => new(
        "actor",
        "Changes what other servers know the people of this house by. Example: PrivateFed actor rotate-keys mara")
    {
        RotateKeys(),
    };

    private static Command RotateKeys()
    {
        var handle = new Argument<string>("handle")
        {
            HelpName = "HANDLE",
            Description = $"Their short name, as \"member list\" shows it; \"{Actor.InstanceHandle}\" for the house itself.",
        };
        var command = new Command(
            "rotate-keys",
            "Makes new keys for somebody and tells every server that has a follower. Do this when the old keys may have been seen by others. "
            + "Example: PrivateFed actor rotate-keys mara")
        {
            handle,
        };
        command.InHouse(async (parsed, house, cancellation) =>
        {
            var plain = parsed.GetRequiredValue(handle).Trim().TrimStart('@').ToLowerInvariant();
            var serverCount = await house.GetRequiredService<RotateKeys>().RotateAsync(plain, cancellation);
            return serverCount.Succeeded ? $"{plain} has new keys. Servers to be told: {serverCount.Value}." : serverCount.Refusal;
        });
        return command;
    }
}
