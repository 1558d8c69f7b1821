using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NetVips;
using PrivateFed.Audit;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Hosting.CommandLine;

public sealed class CommandLineTests(OperatedHouse house) : IClassFixture<OperatedHouse>
{
    [Fact]
    public async Task Setup_makes_the_house_once_while_the_server_runs()
    {
        Assert.Equal((0, $"The Lindgrens is set up. Mara signs in at https://{house.Door.Domain}/ as mara.", ""),
            (house.SetUp.Code, house.SetUp.Output, house.SetUp.Error));

        var again = await house.RunAsync(["setup", "--house", "Others", "--name", "Eve", "--handle", "eve", "--domain", "other.example"],
            OperatedHouse.Password);

        Assert.Equal(new Ran(1, "", "This house is already set up."), again);
    }

    [Fact]
    public async Task What_the_command_line_does_is_written_down_as_its_own_doing()
    {
        await house.RunAsync(["member", "add", "--name", "Ulla", "--handle", "ulla"], OperatedHouse.Password);
        await house.RunAsync("member", "remove", "ulla");

        var deeds = await house.InDatabaseAsync(db => db.AuditEntries.Where(deed => deed.About == "Ulla").OrderBy(deed => deed.Id)
            .ToListAsync());

        Assert.Equal([AuditAction.MemberAdded, AuditAction.MemberRemoved], deeds.Select(deed => deed.Action));
        Assert.All(deeds, deed => Assert.Equal((DoneBy.CommandLine, null, ""), (deed.By, deed.WhoId, deed.Who)));
    }

    [Fact]
    public async Task A_post_with_photos_prints_its_id()
    {
        var photo = Photo("cake=1.png");

        var posted = await house.RunAsync(["post", "--text", "-", "--photo", $"{photo}=One candle = one year", "--json"], "Liv is *one*");

        Assert.Equal((0, ""), (posted.Code, posted.Error));
        var id = JsonDocument.Parse(posted.Output).RootElement.GetProperty("id").GetString()!;
        Assert.StartsWith($"https://{house.Door.Domain}/posts/", id, StringComparison.Ordinal);
        var post = await PostAsync(id);
        Assert.Equal(("<p>Liv is <em>one</em></p>", "One candle = one year"), (post.Html, post.Photos.Single().Description));
    }

    [Trait("Database", "none")]
    [Fact]
    public async Task A_life_event_has_its_kind_its_title_and_its_own_day()
    {
        var posted = await house.RunAsync(["post", "--text", "-", "--kind", "firststeps", "--title", "Ida walks", "--date", "2025-08-14"],
            "Four steps");
        var post = await PostAsync(posted.Output);
        Assert.Equal((LifeEventKind.FirstSteps, "Ida walks", new DateOnly(2025, 8, 14)), (post.EventKind, post.Title, post.HappenedOn));

        foreach (var (option, value, said) in new[] { ("--date", "14.8.2025", "a date such as"),
            ("--date", "2999-01-01", "still to come"), ("--kind", "99", "isn't one of"), ("--kind", "Birth,Wedding", "isn't one of"),
            ("--photo", "/dev/zero=nothing", "A photo can be a file") })
        {
            var refused = await house.RunAsync(["post", "--text", "-", option, value], "Four steps");
            Assert.NotEqual(0, refused.Code);
            Assert.Contains(said, refused.Error, StringComparison.Ordinal);
        }
    }

    [Trait("Database", "none")]
    [Fact]
    public async Task A_photo_that_cannot_be_read_publishes_nothing_and_leaves_nothing()
    {
        var (files, posts) = (house.MediaFiles.Count(), await house.InDatabaseAsync(db => db.Posts.CountAsync()));
        var broken = house.WriteFile("broken.jpg", "no picture"u8.ToArray());

        var refused = await house.RunAsync(["post", "--text", "-", "--photo", $"{Photo("fine.png")}=fine", "--photo", $"{broken}=x"],
            "Two photos");

        Assert.Equal((1, ""), (refused.Code, refused.Output));
        Assert.EndsWith("Nothing was published.", refused.Error, StringComparison.Ordinal);
        Assert.Equal((files, posts), (house.MediaFiles.Count(), await house.InDatabaseAsync(db => db.Posts.CountAsync())));
        Assert.False(await house.InDatabaseAsync(db => db.Photos.AnyAsync(photo => photo.PostId == null)));
    }

    [Fact]
    public async Task What_the_command_line_decides_and_posts_the_running_server_sends()
    {
        await AskToFollowAsync("joe", "Joe\e[2J");
        await AskToFollowAsync("eve", "Eve");

        var approved = await house.RunAsync("follow", "approve", $"joe@{house.Door.JoesHost.ToUpperInvariant()}");
        Assert.Equal((0, ""), (approved.Code, approved.Error));
        Assert.DoesNotContain("\e", approved.Output, StringComparison.Ordinal);
        Assert.True(await house.Door.ReceivedAsync("Accept"));

        await house.RunAsync(["post", "--text", "-"], "For Joe");
        Assert.True(await house.Door.ReceivedAsync("Create"));

        Assert.Equal("mara has new keys. Servers to tell: 1.", (await house.RunAsync("actor", "rotate-keys", "@mara")).Output);
        await Eventually.Happens("the old key's end", () => house.InDatabaseAsync(async db => !await db.RetiredKeys.AnyAsync()));

        Assert.Equal(0, (await house.RunAsync("follow", "reject", $"@eve@{house.Door.JoesHost}")).Code);
        Assert.True(await house.Door.ReceivedAsync("Reject"));

        Assert.Equal(0, (await house.RunAsync("follow", "remove", $"@joe@{house.Door.JoesHost}")).Code);
        var list = JsonDocument.Parse((await house.RunAsync("follow", "list", "--json")).Output).RootElement.EnumerateArray();
        Assert.Equal(
            [($"@eve@{house.Door.JoesHost}", "rejected"), ($"@joe@{house.Door.JoesHost}", "ended")],
            list.Select(follow => (follow.GetProperty("address").GetString(), follow.GetProperty("state").GetString()))
                .Where(follow => !follow.Item1!.StartsWith("@ann@", StringComparison.Ordinal)
                    && !follow.Item1.StartsWith("@bob@", StringComparison.Ordinal)));
    }

    [Trait("Database", "none")]
    [Fact]
    public async Task Older_posts_go_along_when_the_operator_says_how_many()
    {
        await house.RunAsync(["post", "--text", "-"], "Before Ann was here");
        await AskToFollowAsync("ann", "Ann");
        var ann = $"@ann@{house.Door.JoesHost}";

        Assert.Equal(1, (await house.RunAsync("follow", "approve", ann, "--history", "many")).Code);
        var approved = await house.RunAsync("follow", "approve", ann, "--history", "10");

        Assert.Equal((0, ""), (approved.Code, approved.Error));
        Assert.Matches("has been let in\\. [0-9]+ older posts? (is|are) being sent", approved.Output);
        Assert.True(await house.Door.ReceivedAsync("Create"));
    }

    [Trait("Database", "none")]
    [Fact]
    public async Task A_person_and_a_server_are_refused_for_good_and_may_ask_again()
    {
        await AskToFollowAsync("bob", "Bob");
        var (bob, host) = ($"@bob@{house.Door.JoesHost}", house.Door.JoesHost);

        Assert.Equal((0, $"Bob ({bob}) is blocked."), Said(await house.RunAsync("follow", "block", bob)));
        Assert.Equal(1, (await house.RunAsync("follow", "block", bob)).Code);
        Assert.Equal((0, $"Bob ({bob}) may ask again."), Said(await house.RunAsync("follow", "unblock", bob)));
        Assert.Equal((0, $"{host} is blocked."), Said(await house.RunAsync("follow", "block", host.ToUpperInvariant())));
        Assert.Equal((0, $"{host} may ask again."), Said(await house.RunAsync("follow", "unblock", host)));
        Assert.Equal(1, (await house.RunAsync("follow", "block", "nowhere.example")).Code);
    }

    private static (int Code, string Output) Said(Ran ran) => (ran.Code, ran.Output);

    [Fact]
    public async Task A_removed_member_is_signed_out_and_leaves_the_list()
    {
        Assert.Equal(0, (await house.RunAsync(["member", "add", "--name", "Ingrid", "--handle", "ingrid"], OperatedHouse.Password)).Code);
        await house.InDatabaseAsync(async db =>
        {
            var ingrid = await db.Members.SingleAsync(member => member.Name == "Ingrid");
            db.Sessions.Add(new Session
            {
                KeyHash = [1],
                MemberId = ingrid.Id,
                Device = "Tablet",
                StartedAt = DateTimeOffset.UtcNow,
                LastSeenAt = DateTimeOffset.UtcNow,
            });
            return await db.SaveChangesAsync();
        });
        Assert.Equal(0, (await house.RunAsync("member", "remove", "@ingrid")).Code);

        Assert.False(await house.InDatabaseAsync(db => db.Sessions.AnyAsync(session => session.Device == "Tablet")));
        Assert.DoesNotContain("ingrid", (await house.RunAsync("member", "list")).Output, StringComparison.Ordinal);
    }

    [Trait("Database", "none")]
    [Fact]
    public async Task The_owner_who_forgot_her_password_has_a_way_back()
    {
        var link = await house.RunAsync("member", "link", "@mara");
        Assert.Equal((0, ""), (link.Code, link.Error));
        Assert.Matches($"^http://{house.Door.Domain}/come-in/[0-9a-f]{{40}}$", link.Output);
        using var http = new HttpClient();
        using var door = await http.GetAsync(new Uri(house.Door.Inside!, new Uri(link.Output.Trim()).AbsolutePath));
        Assert.Contains("Welcome back, Mara", await door.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var before = await house.InDatabaseAsync(db => db.Members.Where(member => member.Name == "Mara")
            .Select(member => member.PasswordHash).SingleAsync());
        Assert.Equal(1, (await house.RunAsync(["member", "password", "mara"], "short")).Code);
        var changed = await house.RunAsync(["member", "password", "mara"], OperatedHouse.Password);

        Assert.Equal((0, ""), (changed.Code, changed.Error));
        Assert.NotEqual(before, await house.InDatabaseAsync(db => db.Members.Where(member => member.Name == "Mara")
            .Select(member => member.PasswordHash).SingleAsync()));
        Assert.False(await house.InDatabaseAsync(db => db.SignInLinks.AnyAsync()));
    }

    [Trait("Database", "none")]
    [Fact]
    public async Task Doctor_finds_a_house_in_order_or_says_which_setting_is_missing()
    {
        var (asking, askingAlone) =
            (house.RunAsync("doctor", "--json"), house.RunAsync(["doctor"], "", ("PrivateFed__AllowedNetworks", "")));
        var (fine, alone) = (await asking, await askingAlone);
        house.Door.SaysHttps = false;
        var unsaid = await house.RunAsync("doctor");
        house.Door.SaysHttps = true;

        Assert.Equal((0, ""), (fine.Code, fine.Error));
        var results = JsonDocument.Parse(fine.Output).RootElement.EnumerateArray()
            .ToDictionary(check => check.GetProperty("name").GetString()!, check => check.GetProperty("result").GetString());
        Assert.Equal(["storage", "films", "decoders", "database", "domain", "tls", "webfinger", "proxy", "clock", "mail", "servers"], results.Keys);
        Assert.Equal(["ok", "ok", "ok", "ok"], new[] { "tls", "webfinger", "proxy", "clock" }.Select(name => results[name]));
        Assert.Equal(1, unsaid.Code);
        Assert.Contains("PrivateFed__TrustedProxies", unsaid.Output, StringComparison.Ordinal);
        Assert.Equal(1, alone.Code);
        Assert.Contains("PrivateFed__AllowedNetworks=127.0.0.0/8", alone.Output, StringComparison.Ordinal);
    }

    [Trait("Database", "none")]
    [Theory]
    [InlineData("PrivateFed__Database", "Host=127.0.0.1;Port=1;Username=x", "cannot be used")]
    [InlineData("PrivateFed__AllowedNetworks", "home", "neither an address nor a network")]
    [InlineData("PrivateFed__Domain", "other.example", "which cannot change")]
    public async Task A_setting_that_cannot_be_is_said_in_one_sentence(string key, string value, string sentence)
    {
        var wrong = await house.RunAsync(["member", "list"], "", (key, value));

        Assert.Equal((1, ""), (wrong.Code, wrong.Output));
        Assert.Contains(sentence, wrong.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", wrong.Error, StringComparison.Ordinal);
    }

    [Trait("Database", "none")]
    [Fact]
    public async Task A_command_in_a_folder_without_a_house_makes_none()
    {
        var elsewhere = Path.Combine(house.Data, "elsewhere");

        var refused = await house.RunAsync(["post", "--text", "-"], "Hello", ("PrivateFed__Data", elsewhere), ("PrivateFed__Database", ""));

        Assert.Equal(1, refused.Code);
        Assert.StartsWith("There is no house in", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(elsewhere));
    }

    [Trait("Database", "none")]
    [Theory]
    [InlineData("setup")]
    [InlineData("post")]
    [InlineData("follow", "approve")]
    [InlineData("follow", "block")]
    [InlineData("member", "add")]
    [InlineData("actor", "rotate-keys")]
    [InlineData("member", "link")]
    [InlineData("member", "password")]
    [InlineData("doctor")]
    public async Task Every_command_explains_itself_with_an_example(params string[] command)
    {
        var help = await house.RunAsync([.. command, "--help"]);

        Assert.Equal(0, help.Code);
        Assert.Contains($"Example: PrivateFed {string.Join(' ', command)}", help.Output, StringComparison.Ordinal);
    }

    private string Photo(string name)
    {
        using var picture = Image.Black(40, 30, bands: 3);
        return house.WriteFile(name, picture.PngsaveBuffer());
    }

    private Task<Post> PostAsync(string uri)
    {
        var id = Guid.Parse(uri.AsSpan(uri.LastIndexOf('/') + 1));
        return house.InDatabaseAsync(db => db.Posts.Include(post => post.Photos).SingleAsync(post => post.Id == id));
    }

    private Task<int> AskToFollowAsync(string handle, string name) => house.InDatabaseAsync(async db =>
    {
        var uri = $"https://{house.Door.JoesHost}/users/{handle}";
        var host = await db.RemoteHosts.SingleOrDefaultAsync(known => known.Name == house.Door.JoesHost) ?? new RemoteHost
        {
            Name = house.Door.JoesHost,
        };
        var person = new RemoteActor
        {
            Uri = uri,
            HostId = host.Id,
            Host = host,
            Type = "Person",
            Handle = handle,
            Name = name,
            Summary = "",
            Inbox = $"{uri}/inbox",
            FetchedAt = DateTimeOffset.UtcNow,
        };
        var follow = new Follow
        {
            ActorId = (await db.Actors.SingleAsync(actor => actor.Handle == "mara")).Id,
            RemoteActorId = person.Id,
            RemoteActor = person,
            Document = $$"""{"id":"{{uri}}/follow","type":"Follow"}""",
            RequestedAt = DateTimeOffset.UtcNow,
        };
        db.Follows.Add(follow);
        return await db.SaveChangesAsync();
    });
}
