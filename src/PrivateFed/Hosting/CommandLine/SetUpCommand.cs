using System.CommandLine;
using PrivateFed.Houses;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Does the same as the set-up form, for machines that are set up without a browser.</summary>
internal static class SetUpCommand
{
    private static readonly Option<string> House = new("--house")
    {
        Required = true,
        HelpName = "NAME",
        Description = "The name of the house, shown at the top of every page.",
    };
    private static readonly Option<string> Name = new("--name") { Required = true, HelpName = "NAME", Description = "The owner's name." };
    private static readonly Option<string> Handle = new("--handle")
    {
        Required = true,
        HelpName = "HANDLE",
        Description = "The owner's short name, as in @mara@family.example.",
    };
    private static readonly Option<string> Domain = new("--domain")
    {
        Required = true,
        HelpName = "DOMAIN",
        Description = "The site's address on the internet. It can never change.",
    };

    public static Command Make()
    {
        var command = new Command(
            "setup",
            "Sets up the house and its owner, once. Reads the password from standard input, or asks for it. "
            + "Example: PrivateFed setup --house \"The Lindgrens\" --name Mara --handle mara --domain family.example")
        {
            House, Name, Handle, Domain,
        };
        command.InNewHouse(RunAsync);
        return command;
    }

    private static async Task<Result<string>> RunAsync(ParseResult parsed, IServiceProvider house, CancellationToken cancellation)
    {
        if (await house.GetRequiredService<CurrentHouse>().FindAsync(cancellation) is not null)
        {
            return SetUpHouse.AlreadyDone;
        }
        var password = await StandardInput.PasswordAsync(cancellation);
        if (!password.Succeeded)
        {
            return password.Refusal;
        }
        var form = new HouseSetUpForm(
            parsed.GetRequiredValue(House), parsed.GetRequiredValue(Domain), parsed.GetRequiredValue(Name), parsed.GetRequiredValue(Handle),
            password.Value);
        var owner = await house.GetRequiredService<SetUpHouse>().SetUpAsync(form, cancellation);
        return owner.Succeeded
            ? $"{form.HouseName.Trim()} is set up. "
                + $"{owner.Value.Name} signs in at https://{Houses.Domain.Parse(form.Domain).Value}/ as {owner.Value.Actor.Handle}."
            : owner.Refusal;
    }
}
