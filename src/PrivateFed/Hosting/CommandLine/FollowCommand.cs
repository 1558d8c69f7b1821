using System.CommandLine;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Accepts, rejects, removes and blocks followers on other servers.</summary>
internal static class FollowCommand
{
    public static Command Make() => new(
        "follow",
        "Shows followers on other servers and people who ask to follow, lets them in or removes them. Example: PrivateFed follow approve "
            + "@joe@friends.example")
    {
        FollowListCommand.Make(),
        Approve(),
        Decision("reject", "Turns down somebody who asked; they may ask again. Example: PrivateFed follow reject @joe@friends.example",
            RejectAsync),
        Decision("remove", "Removes a follower: from now on they see nothing here. Example: PrivateFed follow remove @joe@friends.example",
            RemoveAsync),
        BlockCommand.Block(),
        BlockCommand.Unblock(),
    };

    private static Command Approve()
    {
        var history = new Option<string>("--history")
        {
            HelpName = "none|10|all",
            Description = "Also send older posts, slowly; they'll arrive at the top of the person's feed.",
            DefaultValueFactory = _ => "none",
        };
        history.AcceptOnlyFromAmong("none", "10", "all");
        var command = Decision(
            "approve",
            "Lets somebody in who asked. Example: PrivateFed follow approve @joe@friends.example --history 10",
            (house, person, parsed, cancellation) => ApproveAsync(house, person, parsed.GetRequiredValue(history), cancellation));
        command.Options.Add(history);
        return command;
    }

    private static Command Decision(
        string name, string description, Func<IServiceProvider, RemoteActor, CancellationToken, Task<Result<string>>> decide) =>
        Decision(name, description, (house, person, _, cancellation) => decide(house, person, cancellation));

    private static Command Decision(
        string name, string description, Func<IServiceProvider, RemoteActor, ParseResult, CancellationToken, Task<Result<string>>> decide)
    {
        var who = new Argument<string>("who") { HelpName = "@user@host", Description = "The person, as shown by \"follow list\"." };
        var command = new Command(name, description) { who };
        command.InHouse(async (parsed, house, cancellation) =>
        {
            var person = await FindFollower.FindAsync(house, parsed.GetRequiredValue(who), cancellation);
            return person.Succeeded ? await decide(house, person.Value, parsed, cancellation) : person.Refusal;
        });
        return command;
    }

    private static async Task<Result<string>> ApproveAsync(
        IServiceProvider house, RemoteActor person, string history, CancellationToken cancellation)
    {
        var done = await house.GetRequiredService<AcceptFollow>().AcceptAsync(person.Id, by: null, circleIds: [], cancellation);
        if (!done.Succeeded)
        {
            return done.Refusal;
        }
        var older = history switch { "10" => OlderPosts.LastTen, "all" => OlderPosts.All, _ => OlderPosts.None };
        var sent = await house.GetRequiredService<BeginHistory>().BeginForFollowerAsync(person.Id, older, cancellation);
        return sent switch
        {
            { Succeeded: false } => sent.Refusal,
            { Value: 0 } => $"{FindFollower.NameOf(person)} has been let in.",
            { Value: 1 } => $"{FindFollower.NameOf(person)} has been let in. 1 older post is being sent.",
            _ => $"{FindFollower.NameOf(person)} has been let in. {sent.Value} older posts are being sent, three a minute.",
        };
    }

    private static async Task<Result<string>> RejectAsync(IServiceProvider house, RemoteActor person, CancellationToken cancellation)
    {
        var done = await house.GetRequiredService<RejectFollow>().RejectAsync(person.Id, by: null, cancellation);
        return done.Succeeded ? $"{FindFollower.NameOf(person)} has not been let in." : done.Refusal;
    }

    private static async Task<Result<string>> RemoveAsync(IServiceProvider house, RemoteActor person, CancellationToken cancellation)
    {
        var done = await house.GetRequiredService<RemoveFollower>().RemoveAsync(person.Id, by: null, cancellation);
        return done.Succeeded ? $"{FindFollower.NameOf(person)} has been removed and can't see anything here any more." : done.Refusal;
    }
}
