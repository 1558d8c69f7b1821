using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Hosting.Doctor;

/// <summary>What doctor says of the servers of followers.</summary>
public class DoctorServersTests(OperatedHouse house) : IClassFixture<OperatedHouse>
{
    [Fact]
    public async Task Doctor_names_the_servers_of_followers_and_those_that_leak()
    {
        Assert.Contains("Nobody follows from another server.", (await house.RunAsync("doctor")).Output, StringComparison.Ordinal);
        await FollowsAsync("pictures.example", "pixelfed", "0.12.5", FollowState.Accepted);
        await FollowsAsync("silent.example", null, null, FollowState.Accepted);
        await FollowsAsync("waiting.example", "pixelfed", "0.11", FollowState.Requested);
        var fine = await house.RunAsync("doctor");
        Assert.Contains("Followers' servers: pictures.example: Pixelfed 0.12.5, silent.example: unknown.", fine.Output,
            StringComparison.Ordinal);
        Assert.DoesNotContain("posts may be seen by people who weren't let in", fine.Output, StringComparison.Ordinal);

        await FollowsAsync("old.example", "pixelfed", "0.12.4", FollowState.Accepted);
        var leaking = await house.RunAsync("doctor");

        Assert.Equal(0, leaking.Code);
        Assert.Contains("At old.example, posts may be seen by people who weren't let in.", leaking.Output, StringComparison.Ordinal);
        Assert.Contains("need Pixelfed 0.12.5 or newer", leaking.Output, StringComparison.Ordinal);
    }

    private Task<int> FollowsAsync(string server, string? software, string? version, FollowState state) => house.InDatabaseAsync(async db =>
    {
        var (uri, now) = ($"https://{server}/users/joe", DateTimeOffset.UtcNow);
        var host = new RemoteHost
        {
            Name = server,
            Software = software,
            SoftwareVersion = version,
            DiscoveredAt = now,
            DiscoveryDueAt = now.AddDays(1),
        };
        var joe = new RemoteActor
        {
            Uri = uri,
            HostId = host.Id,
            Type = "Person",
            Handle = "joe",
            Name = "Joe",
            Summary = "",
            Inbox = uri + "/inbox",
            FetchedAt = now,
        };
        var mara = await db.Actors.Where(actor => actor.Handle == "mara").Select(actor => actor.Id).SingleAsync();
        var follow = new Follow
        {
            ActorId = mara,
            RemoteActorId = joe.Id,
            Document = Follow.ToDocument(null, uri, "https://family.example/users/mara"),
            RequestedAt = now,
        };
        if (state == FollowState.Accepted)
        {
            follow.Accept(by: null, now);
        }
        db.AddRange(host, joe, follow);
        return await db.SaveChangesAsync();
    });
}
