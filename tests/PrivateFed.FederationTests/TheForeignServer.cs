using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>That the foreign server is one: what it says of the house is only worth something when it understands its like.</summary>
public sealed class TheForeignServer
{
    [Fact]
    public async Task Two_of_them_follow_each_other_and_talk()
    {
        await using var program = RunningProgram.Start(
            "node", [Path.Combine(Path.GetDirectoryName(TestRun.PeerProgram)!, "two-copies.mjs")], new Dictionary<string, string>());

        await program.WaitForLine("two copies of the peer understand each other");
    }

    [Fact]
    public async Task What_it_is_told_to_do_is_done_and_seen()
    {
        await using var joes = await PeerProgram.Start();
        await using var others = await PeerProgram.Start("other-server.test");

        var eve = await joes.Lookup(others.EvesHandle);
        var follow = await joes.Follow(others.EvesHandle);
        var accept = await joes.Receives("Accept");
        var reply = await joes.Reply(eve.Id, $"{eve.Id}/notes/1", "Good morning.");
        var create = await others.Receives("Create");
        await others.Misbehave("500", times: 2);
        var refused = await joes.Like(eve.Id, reply.Note!);

        Assert.Equal("Eve", eve.Name);
        Assert.True(follow.Delivered);
        Assert.True(accept.IsAbout(follow.Id));
        Assert.Equal("accepted", (await joes.Status()).Following[$"joe {eve.Id}"]);
        Assert.True(create.IsAbout(reply.Note!));
        Assert.Equal($"{joes.Joe}#main-key", create.SignedBy);
        Assert.Equal((false, 500), (refused.Delivered, refused.Status));
        Assert.Equal(401, (await joes.Fetch(reply.Note!)).Status);
        Assert.Equal(200, (await others.Fetch(reply.Note!, signedAs: "eve", spec: "rfc9421")).Status);
        Assert.Equal(401, (await joes.Send(eve.Inbox, new Dictionary<string, object>
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = $"{joes.Joe}/forged",
            ["type"] = "Create",
            ["actor"] = joes.Joe,
            ["object"] = reply.Note!,
        }, signedAs: "eve")).Status);
        Assert.Equal(0x89, (await joes.Download($"{joes.Origin}/picture.png")).Bytes[0]);
    }
}
