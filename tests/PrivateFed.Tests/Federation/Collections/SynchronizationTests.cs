using System.Text.RegularExpressions;
using PrivateFed.Federation.Collections;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.Collections;

/// <summary>A post tells a server which of its people follow, so that it notices when it missed a removal (FEP-8fcf).</summary>
public partial class SynchronizationTests(House house) : IClassFixture<House>
{
    [Fact]
    public void The_digest_is_the_one_of_the_proposals_example() => Assert.Equal(
        "c33f48cd341ef046a206b8a72ec97af65079f9a3a9b90eef79c5920dce45c61f",
        SynchronizeFollowers.Digest(["https://testing.example.org/users/1", "https://testing.example.org/users/2"]));

    [Fact]
    public async Task A_post_for_everyone_says_under_seal_who_follows_from_there()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, ann, sam) = (server.Person("joe"), server.Person("ann"), other.Person("sam"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        await house.WelcomeAsync(sam);

        await house.PublishAsync();

        var create = (await server.ExpectAsync("Create"))[0];
        await create.AssertSignedByAsync(house, "mara", server.Host);
        Assert.Contains("collection-synchronization", create.Fields["Signature"], StringComparison.Ordinal);
        Assert.Equal((House.Url("/users/mara/followers"), SynchronizeFollowers.Digest([joe.Uri, ann.Uri])), Said(create));
        Assert.Equal(SynchronizeFollowers.Digest([sam.Uri]), Said((await other.ExpectAsync("Create"))[0]).Digest);
    }

    [Fact]
    public async Task A_server_that_missed_a_removal_learns_of_it_with_the_next_post()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        await house.RemoveAsync(joe);
        await server.ExpectAsync("Reject");

        await house.PublishAsync();

        var create = (await server.ExpectAsync("Create"))[0];
        Assert.Equal(SynchronizeFollowers.Digest([ann.Uri]), Said(create).Digest);
        var url = Parameters().Matches(create.Fields[SynchronizeFollowers.Field])
            .Single(match => match.Groups["name"].Value == "url").Groups["value"].Value;
        using var list = await server.Instance.GetAsync(new Uri(url).AbsolutePath);
        Assert.Equal([ann.Uri], (await list.JsonAsync()).Texts("orderedItems"));
    }

    [Fact]
    public async Task What_does_not_go_to_all_followers_says_nothing_of_them()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var circle = await house.CircleAsync();
        await house.WelcomeAsync(joe, circle);

        await house.PublishAsync(circleIds: [circle]);

        await server.ExpectAsync("Create");
        Assert.Equal(["Accept", "Update", "Create"], server.Received.Select(arrived => arrived.Type));
        Assert.DoesNotContain(server.Received, arrived => arrived.Fields.ContainsKey(SynchronizeFollowers.Field));
    }

    private static (string Collection, string Digest) Said(Arrived arrived)
    {
        var said = Parameters().Matches(arrived.Fields[SynchronizeFollowers.Field])
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
        Assert.Equal(["collectionId", "digest", "url"], said.Keys.Order(StringComparer.Ordinal));
        return (said["collectionId"], said["digest"]);
    }

    [GeneratedRegex("(?<name>[a-zA-Z]+)=\"(?<value>[^\"]*)\"")]
    private static partial Regex Parameters();
}
