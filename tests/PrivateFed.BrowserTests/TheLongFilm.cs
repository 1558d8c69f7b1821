using System.Buffers.Binary;
using System.Diagnostics;
using Microsoft.Playwright;
using PrivateFed.FederationTests;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>A film of some minutes is shared from a phone, on a slow line that breaks off.</summary>
public sealed class TheLongFilm(Browser browser, SharedHouse shared) : IClassFixture<SharedHouse>
{
    private const int Length = 30_000_000;
    private const double BytesInSecond = 6_000_000;

    [Fact]
    public async Task Goes_on_in_the_middle_and_plays()
    {
        await using var mara = await Phone.Take(browser.Chromium, shared.House.Domain);
        await mara.SignIn("mara", HouseProgram.MarasPassword);
        await mara.Page.GotoAsync("/write");
        var (requests, line) = (Watch(mara.Page), await mara.Page.Context.NewCDPSessionAsync(mara.Page));
        var bar = mara.Page.Locator("#progress");

        await SetLineAsync(line, isOffline: false);
        await ChooseFilm(mara.Page);
        await mara.Page.GetByLabel("Your words").FillAsync("Her first steps, all of them.");
        await Assertions.Expect(mara.Page.Locator("#progress-text")).ToContainTextAsync("0 of 1");
        await Eventually.Happens("two chunks that have arrived", () => Task.FromResult(requests.Count(one => one == "PATCH 204") >= 2));
        await SetLineAsync(line, isOffline: true);
        await Assertions.Expect(mara.Page.Locator("#progress-text")).ToContainTextAsync("No connection at the moment");
        Assert.InRange(await bar.EvaluateAsync<double>("bar => bar.value"), 0.2, 0.99);
        await mara.Look("write-film-no-connection");
        await SetLineAsync(line, isOffline: false);
        await Assertions.Expect(mara.Page.Locator("figure[data-photo]")).ToBeVisibleAsync(new() { Timeout = 60_000 });

        // Begun once, and nothing that had arrived was sent again.
        Assert.Single(requests, one => one == "POST 201");
        Assert.InRange(requests.Count(one => one == "PATCH 204"), 4, 5);
        await mara.Go(mara.Page.Locator("#share"));
        await mara.Go(mara.Page.Locator("article header a[href^='/posts/']").First);
        var large = (await mara.Page.Locator("article .photos a").GetAttributeAsync("href"))!;
        await Eventually.Happens("a film that is prepared", async () =>
        {
            await mara.Page.GotoAsync(large);
            return await mara.Page.Locator("video").CountAsync() == 1;
        });
        Assert.True(await mara.Page.Locator("video").EvaluateAsync<bool>(
            "async film => { film.muted = true; await film.play(); return film.duration > 1.5 && film.videoWidth === 320; }"));
    }

    [Fact]
    public async Task Goes_on_when_its_page_is_closed()
    {
        await using var mara = await Phone.Take(browser.Chromium, shared.House.Domain, worker: false);
        await mara.SignIn("mara", HouseProgram.MarasPassword);
        await mara.Page.GotoAsync("/write");
        var requests = Watch(mara.Page);
        await SetLineAsync(await mara.Page.Context.NewCDPSessionAsync(mara.Page), isOffline: false);
        await ChooseFilm(mara.Page);
        await mara.Page.GetByLabel("Your words").FillAsync("Her first steps, and the phone is in the pocket.");
        await Eventually.Happens("a chunk that has arrived", () => Task.FromResult(requests.Contains("PATCH 204")));
        await mara.Page.Locator("#share").ClickAsync();
        await Assertions.Expect(mara.Page.Locator("#progress-text")).ToContainTextAsync("carry on by itself");
        await mara.Close();

        await mara.OpenAnew("/family");
        requests = Watch(mara.Page);
        await mara.Page.GetByRole(AriaRole.Link, new() { Name = "Your post has been shared." }).ClickAsync(new() { Timeout = 60_000 });

        Assert.DoesNotContain("POST 201", requests);
        Assert.InRange(requests.Count(one => one == "PATCH 204"), 1, 3);
        await Assertions.Expect(mara.Page.Locator("article .photos")).ToBeVisibleAsync();
    }

    /// <summary>Methods and answers of the requests that upload.</summary>
    private static List<string> Watch(IPage page)
    {
        var requests = new List<string>();
        page.Response += (_, answer) =>
        {
            if (new Uri(answer.Url).AbsolutePath.StartsWith("/write/uploads", StringComparison.Ordinal))
            {
                requests.Add($"{answer.Request.Method} {answer.Status}");
            }
        };
        return requests;
    }

    private static Task SetLineAsync(ICDPSession line, bool isOffline) => line.SendAsync("Network.emulateNetworkConditions", new()
    {
        ["offline"] = isOffline,
        ["latency"] = 0,
        ["downloadThroughput"] = -1,
        ["uploadThroughput"] = BytesInSecond,
    });

    private static async Task ChooseFilm(IPage page)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.mp4");
        try
        {
            await MakeFilm(file);
            await page.GetByLabel("Add photos").SetInputFilesAsync(new FilePayload
            {
                Name = "IMG_2001.MOV",
                MimeType = "video/quicktime",
                Buffer = await File.ReadAllBytesAsync(file),
            });
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Two seconds, and a box that players pass over makes it as long as minutes would be.</summary>
    private static async Task MakeFilm(string file)
    {
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg",
            ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=2", "-f", "lavfi", "-i", "sine=d=2",
                "-c:v", "libx264", "-c:a", "aac", file]))!;
        await ffmpeg.WaitForExitAsync();
        Assert.Equal(0, ffmpeg.ExitCode);
        await using var film = new FileStream(file, FileMode.Open);
        var box = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(box, Length - (int)film.Length);
        "free"u8.CopyTo(box.AsSpan(4));
        film.Seek(0, SeekOrigin.End);
        await film.WriteAsync(box);
        film.SetLength(Length);
    }
}
