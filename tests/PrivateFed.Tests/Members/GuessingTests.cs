using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NSec.Cryptography;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Members;

/// <summary>
/// Q: an account is guessed at in one queue, from however many addresses, and its owner's own device is not kept waiting.
/// </summary>
public class GuessingTests(House house) : IClassFixture<House>
{
    private const string Wrong = "go together";
    private const string Many = "has just tried this too many times";

    [Fact]
    public async Task Q_Forty_eight_guesses_from_as_many_addresses_are_not_judged_in_ten_seconds()
    {
        await house.AddAsync("Per", "per");
        var browsers = Enumerable.Range(0, 48).Select(_ => new Browser(house)).ToList();
        var tokens = await Task.WhenAll(browsers.Select(browser => browser.TokenAsync("/sign-in")));
        var watch = Stopwatch.StartNew();

        var answers = await Task.WhenAll(browsers.Zip(tokens, async (browser, token) =>
        {
            using var answer = await browser.PostAsync(
                "/sign-in", ("Input.Handle", "per"), ("Input.Password", "a guess at it"), ("__RequestVerificationToken", token));
            return await answer.TextAsync();
        }));

        // Three at once, then after 1, 2 and 4 seconds; the next would have to wait fifteen.
        Assert.InRange(answers.Count(answer => answer.Contains(Wrong, StringComparison.Ordinal)), 3, 6);
        Assert.All(answers, answer => Assert.True(answer.Contains(Wrong, StringComparison.Ordinal)
            || answer.Contains(Many, StringComparison.Ordinal)));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task Q_Who_signed_in_here_before_is_not_kept_out_by_guessers_elsewhere()
    {
        await house.AddAsync("Ulla", "ulla");
        using var ullas = new Browser(house);
        Assert.Equal("", await ullas.SignInAsync("ulla", InTheHouse.Password));
        (await ullas.SubmitAsync("/me", "/sign-out")).Dispose();
        await GuessAsync("ulla", 12);
        using var elsewhere = new Browser(house);
        Assert.Contains(Many, await elsewhere.SignInAsync("ulla", InTheHouse.Password), StringComparison.Ordinal);
        var watch = Stopwatch.StartNew();

        Assert.Equal("", await ullas.SignInAsync("ulla", InTheHouse.Password));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1.5));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("of another account")]
    public async Task Q_A_cookie_that_was_not_given_for_this_account_makes_no_device_known(string cookie)
    {
        var handle = $"kai{cookie.Length}";
        await house.AddAsync("Kai", handle);
        using var eve = new Browser(house);
        if (cookie == "of another account")
        {
            await house.AddAsync("Eve", "eve_here");
            Assert.Equal("", await eve.SignInAsync("eve_here", InTheHouse.Password));
            (await eve.SubmitAsync("/me", "/sign-out")).Dispose();
        }
        else
        {
            eve.Cookies.Add(new Cookie("device", cookie, "/sign-in", House.Domain));
        }
        await GuessAsync(handle, 12);

        Assert.Contains(Many, await eve.SignInAsync(handle, InTheHouse.Password), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Q_A_handle_that_nobody_has_is_guessed_at_no_faster_and_answered_alike()
    {
        await house.AddAsync("Arne", "arne");
        await GuessAsync("arne", 12);
        await GuessAsync("arnold", 12);
        using var first = new Browser(house);
        using var second = new Browser(house);

        Assert.Equal(await first.SignInAsync("arne", "a guess at it"), await second.SignInAsync("arnold", "a guess at it"));
    }

    [Fact]
    public async Task Q_A_wrong_handle_costs_as_much_as_a_right_one()
    {
        await house.AddAsync("Siv", "siv");
        var (right, wrong) = (new List<double>(), new List<double>());
        for (var number = 0; number < 3; number++)
        {
            wrong.Add(await TimeAsync("sivan"));
            right.Add(await TimeAsync("siv"));
        }

        // Both compute an Argon2id hash, which takes far longer than all the rest.
        Assert.InRange(right.Min() / wrong.Min(), 0.5, 2);
        Assert.True(wrong.Min() > 8, $"{wrong.Min()} ms are too few for a hash.");

        async Task<double> TimeAsync(string handle)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(31));
            using var eve = new Browser(house);
            var token = await eve.TokenAsync("/sign-in");
            var watch = Stopwatch.StartNew();
            (await eve.PostAsync("/sign-in", ("Input.Handle", handle), ("Input.Password", "a guess at it"),
                ("__RequestVerificationToken", token))).Dispose();
            return watch.Elapsed.TotalMilliseconds;
        }
    }

    [Theory]
    [InlineData("@{0}@lindgren.test")]
    [InlineData("{0}@lindgren.test")]
    [InlineData("@{0}")]
    [InlineData(" {0} ")]
    [InlineData("@{0}@LINDGREN.test")]
    public async Task O_A_whole_address_typed_at_sign_in_signs_in(string typed)
    {
        var handle = $"stig{Guid.NewGuid().ToString("N")[..8]}";
        await house.AddAsync("Stig", handle);
        using var stig = new Browser(house);

        Assert.Equal("", await stig.SignInAsync(typed.Replace("{0}", handle, StringComparison.Ordinal), InTheHouse.Password));
    }

    [Theory]
    [InlineData("@mara@elsewhere.example")]
    [InlineData("mara@lindgren.test@lindgren.test")]
    [InlineData("mara@")]
    [InlineData("\uFFFE")]
    public async Task O_What_is_no_handle_of_this_house_is_nobodys(string typed)
    {
        using var eve = new Browser(house);

        Assert.Contains(Wrong, await eve.SignInAsync(typed, House.MarasPassword), StringComparison.Ordinal);
    }

    [Fact]
    public async Task B6_A_password_that_was_kept_with_other_parameters_opens_and_is_kept_anew()
    {
        var ebba = await house.AddAsync("Ebba", "ebba");
        var salt = new byte[16];
        var old = new Argon2id(new Argon2Parameters
        {
            DegreeOfParallelism = 1,
            MemorySize = 8 * 1024,
            NumberOfPasses = 3,
        }).DeriveBytes(Encoding.UTF8.GetBytes(InTheHouse.Password), salt, 32);
        var kept = $"$argon2id$v=19$m=8192,t=3,p=1${Convert.ToBase64String(salt)}${Convert.ToBase64String(old)}";
        await house.ReadAsync(db => db.Members.Where(member => member.Id == ebba.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.PasswordHash, kept)));
        using var phone = new Browser(house);
        Assert.Contains(Wrong, await phone.SignInAsync("ebba", "not her password"), StringComparison.Ordinal);
        Assert.Equal(kept, await HashAsync());

        Assert.Equal("", await phone.SignInAsync("ebba", InTheHouse.Password));

        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$", await HashAsync(), StringComparison.Ordinal);
        using var laptop = new Browser(house);
        Assert.Equal("", await laptop.SignInAsync("ebba", InTheHouse.Password));

        Task<string> HashAsync() =>
            house.ReadAsync(db => db.Members.Where(member => member.Id == ebba.Id).Select(member => member.PasswordHash).SingleAsync());
    }

    /// <summary>
    /// As if many machines went on guessing: no time passes on the house's clock, and nobody waits for the answers that come late.
    /// </summary>
    private async Task GuessAsync(string handle, int times)
    {
        var pace = house.Part<SignInRateLimit>();
        for (var number = 0; number < times; number++)
        {
            using var gone = new CancellationTokenSource();
            var turn = pace.WaitForTurnAsync(handle, device: null, gone.Token);
            await gone.CancelAsync();
            await Task.WhenAny(turn);
        }
    }
}
