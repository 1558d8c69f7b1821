using System.Globalization;
using System.Text.RegularExpressions;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Members;

/// <summary>What many who sign in at once cost the running program.</summary>
[Trait("Database", "none")]
public partial class PasswordMemoryTests(OperatedHouse house, ITestOutputHelper output) : IClassFixture<OperatedHouse>
{
    private const int Callers = 40;

    [Fact]
    public async Task Bound_However_many_sign_in_at_once_two_passwords_are_computed_and_memory_stays_below_64_MB()
    {
        var browsers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(OpenAsync));
        await browsers[0].GuessAsync();
        await browsers[1].GuessAsync();

        var (megabytes, seconds) = await house.MeasureAsync(() => Task.WhenAll(browsers.Skip(2).Select(browser => browser.GuessAsync())));

        output.WriteLine($"{megabytes:N1} MB, {seconds:N2} s");
        // Each takes 19 MiB: forty at once would be 760.
        Assert.InRange(megabytes, -1_000, 64);
        Assert.InRange(seconds / Callers, 0, 1);
        Array.ForEach(browsers, browser => browser.Client.Dispose());
    }

    private sealed record Guesser(HttpClient Client, string Handle, string Token)
    {
        public async Task GuessAsync()
        {
            using var form = new FormUrlEncodedContent(
                [new("Input.Handle", Handle), new("Input.Password", "a guess at it"), new("__RequestVerificationToken", Token)]);
            using var answer = await Client.PostAsync("/sign-in", form, TestContext.Current.CancellationToken);
            Assert.Contains("go together", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    /// <summary>Each from a network of their own, as the proxy in front says, at a handle of their own.</summary>
    private async Task<Guesser> OpenAsync(int number)
    {
        var client = new HttpClient { BaseAddress = house.Door.Inside };
        client.DefaultRequestHeaders.Host = house.Door.Domain;
        client.DefaultRequestHeaders.Add("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"198.51.{number}.7"));
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        var page = await client.GetStringAsync("/sign-in", TestContext.Current.CancellationToken);
        return new Guesser(client, $"guest{number}", Token().Match(page).Groups["token"].Value);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
