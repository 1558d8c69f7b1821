using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>The owner has the last ten posts sent to somebody who was just let in: one every twenty seconds.</summary>
public sealed class OlderPostsOnAnotherServer
{
    [Fact]
    public async Task The_last_ten_come_to_Joe_alone_oldest_first_with_their_own_dates()
    {
        await using var street = await Neighbourhood.Build();
        var posts = new List<string>();
        for (var number = 1; number <= 11; number++)
        {
            posts.Add(await street.House.Post($"Day {number} by the sea"));
        }

        await street.LetIn("joe", olderPosts: "LastTen");
        var letInAt = DateTimeOffset.UtcNow;
        await Eventually.Happens(
            "two older posts",
            async () => (await street.Joes.Received("Create")).Count(create => create.Handled) == 2,
            within: TimeSpan.FromMinutes(2));

        var received = await street.Joes.Received("Create");
        Assert.Equal(posts[1..3], received.Select(create => create.ObjectId));
        Assert.All(received, create => Assert.True(create.CameTo(street.Joes.Joe)
            && create is { Verified: true, Proved: true, Handled: true }, $"{create}"));
        Assert.All(received, create => Assert.Equal(Published(create, create.Activity), Published(create, create.About)));
        Assert.All(received, create => Assert.True(Published(create, create.About) < letInAt));
        Assert.Equal(received.Select(create => Published(create, create.About))
            .Order(), received.Select(create => Published(create, create.About)));
    }

    private static DateTimeOffset Published(Received create, System.Text.Json.JsonElement element) =>
        element.TryGetProperty("published", out var at) ? at.GetDateTimeOffset()
            : throw new InvalidOperationException($"{create} has no date.");
}
