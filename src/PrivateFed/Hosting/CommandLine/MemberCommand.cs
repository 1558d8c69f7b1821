using System.CommandLine;
using PrivateFed.Houses;
using PrivateFed.Members;
using PrivateFed.Members.SignInLinks;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Adds and removes members, and resets how they sign in.</summary>
internal static class MemberCommand
{
    public static Command Make() => new(
        "member",
        "Shows, adds and removes people with an account here. Example: PrivateFed member add --name Ingrid --handle ingrid")
    {
        Add(), MemberListCommand.Make(), Link(), SetPassword(), Remove(),
    };

    private static Command Add()
    {
        var name = new Option<string>("--name") { Required = true, HelpName = "NAME", Description = "Their name." };
        var handle = new Option<string>("--handle")
        {
            Required = true,
            HelpName = "HANDLE",
            Description = "The short name they sign in with.",
        };
        var author = new Option<bool>("--author") { Description = "They can post, too." };
        var command = new Command(
            "add",
            "Adds somebody. Reads their first password from standard input, or asks for it. "
            + "Example: PrivateFed member add --name Tom --handle tom --author")
        {
            name, handle, author,
        };
        command.InHouse(async (parsed, house, cancellation) =>
        {
            var password = await StandardInput.PasswordAsync(cancellation);
            if (!password.Succeeded)
            {
                return password.Refusal;
            }
            var role = parsed.GetValue(author) ? Role.Author : Role.Member;
            var member = await house.GetRequiredService<AddMember>().AddAsync(
                parsed.GetRequiredValue(name), parsed.GetRequiredValue(handle), password.Value, role, cancellation);
            return member.Succeeded
                ? $"{member.Value.Name} can sign in at "
                    + $"{house.GetRequiredService<CurrentHouse>().Addresses.Root} as {member.Value.Actor.Handle}."
                : member.Refusal;
        });
        return command;
    }

    private static Command Link()
    {
        var handle = Handle();
        var command = new Command(
            "link",
            "Prints a link that signs somebody in once, within 14 days; they can then set a new password. It replaces any earlier link. "
            + "Example: PrivateFed member link mara")
        {
            handle,
        };
        command.InHouse(async (parsed, house, cancellation) =>
        {
            var member = await FindAuthor.MemberAsync(house, parsed.GetRequiredValue(handle), cancellation);
            if (!member.Succeeded)
            {
                return member.Refusal;
            }
            var secret = await house.GetRequiredService<CreateSignInLink>().CreateAsync(member.Value.Id, cancellation);
            return secret.Succeeded ? house.GetRequiredService<CurrentHouse>().Addresses.SignInUrl(secret.Value) : secret.Refusal;
        });
        return command;
    }

    private static Command SetPassword()
    {
        var handle = Handle();
        var command = new Command(
            "password",
            "Sets a new password for somebody (reads it from standard input, or asks for it), signs them out everywhere, and turns off "
                + "their codes. "
            + "Example: PrivateFed member password mara")
        {
            handle,
        };
        command.InHouse(async (parsed, house, cancellation) =>
        {
            var member = await FindAuthor.MemberAsync(house, parsed.GetRequiredValue(handle), cancellation);
            if (!member.Succeeded)
            {
                return member.Refusal;
            }
            var password = await StandardInput.PasswordAsync(cancellation);
            if (!password.Succeeded)
            {
                return password.Refusal;
            }
            var changed = await house.GetRequiredService<ChangePassword>()
                .ResetByOperatorAsync(member.Value.Id, password.Value, cancellation);
            return changed.Succeeded ? $"{changed.Value.Name} has a new password and is signed out everywhere." : changed.Refusal;
        });
        return command;
    }

    private static Command Remove()
    {
        var handle = Handle();
        var command = new Command(
            "remove", "Removes somebody and signs out all their devices right away. Example: PrivateFed member remove ingrid") { handle };
        command.InHouse(async (parsed, house, cancellation) =>
        {
            var member = await FindAuthor.MemberAsync(house, parsed.GetRequiredValue(handle), cancellation);
            if (!member.Succeeded)
            {
                return member.Refusal;
            }
            var removed = await house.GetRequiredService<RemoveMember>().RemoveAsync(member.Value.Id, cancellation);
            return removed.Succeeded ? $"{removed.Value.Name} has been removed and signed out everywhere." : removed.Refusal;
        });
        return command;
    }

    private static Argument<string> Handle() =>
        new("handle") { HelpName = "HANDLE", Description = "Their short name, as shown by \"member list\"." };
}
