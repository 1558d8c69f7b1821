using System.Diagnostics;
using System.Text.RegularExpressions;
using NetVips;

namespace PrivateFed.Benchmarks;

/// <summary>
/// What a holiday's photos cost, sent two at a time as the composer sends them and made into a draft for each day: how long the timeline
/// takes for somebody who reads meanwhile, and how much memory the server has at the most.
/// </summary>
internal static partial class ManyPhotos
{
    private const int Posts = 100, AtOnce = 2, Days = 10;

    public static async Task RunAsync(int count)
    {
        await using var house = await HouseProcess.StartAsync(trustedCertificate: null);
        using var mara = await Author.SignInAsync(house);
        var (browser, token) = (mara.Browser, mara.Token);
        await Timeline.FillAsync(house, 0, Posts);
        for (var warm = 0; warm < 20; warm++)
        {
            await browser.GetStringAsync("/");
        }
        var photo = Photo();
        using var ended = new CancellationTokenSource();
        var reading = ReadAsync(house, browser, ended.Token);
        var began = Stopwatch.GetTimestamp();

        var ids = new Guid[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (number, _) => ids[number] = await SendAsync(browser, token, photo, number));
        var sent = Stopwatch.GetElapsedTime(began);
        var grouping = Stopwatch.GetTimestamp();
        await GroupAsync(browser, token, ids);
        var grouped = Stopwatch.GetElapsedTime(grouping);
        await ended.CancelAsync();

        var (times, memory) = await reading;
        Console.WriteLine($"{count} photos of 12 megapixels in {sent.TotalSeconds:N0} s, in drafts {grouped.TotalMilliseconds:N0} ms later");
        Console.WriteLine($"timeline meanwhile: {times[times.Count / 2]:N1} ms at the median of {times.Count}, {times[times.Count * 95 / 100]:N1} ms at 95 %");
        Console.WriteLine($"the server's memory: {memory:N0} MB at the most");
    }

    /// <summary>Reads the timeline, and looks at the server's memory, until it is told to end.</summary>
    private static async Task<(List<double> Times, double Memory)> ReadAsync(
        HouseProcess house, HttpClient browser, CancellationToken ended)
    {
        var (times, memory) = (new List<double>(), 0.0);
        while (!ended.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            await browser.GetStringAsync("/", CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            memory = Math.Max(memory, house.Memory);
            await Task.Delay(200, CancellationToken.None);
        }
        times.Sort();
        return (times, memory);
    }

    private static async Task<Guid> SendAsync(HttpClient browser, string token, byte[] photo, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/write/photos")
        {
            Headers = { { "RequestVerificationToken", token } },
            Content = new MultipartFormDataContent
            {
                { new StringContent($"{Guid.NewGuid()}"), "sentAs" },
                // Bytes behind the end mark make it another file, as every photo is.
                { new ByteArrayContent([.. photo, .. BitConverter.GetBytes(number)]), "file", $"{number}.jpg" },
            },
        };
        using var answer = await browser.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return Guid.Parse(PhotoId().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value);
    }

    private static async Task GroupAsync(HttpClient browser, string token, Guid[] ids)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", token), new("do", "days"), new("Input.DraftId", $"{Guid.CreateVersion7()}"),
            new("Input.Audience", "everyone"), .. ids.Select(id => KeyValuePair.Create("Input.PhotoIds", $"{id}")),
            .. ids.Select((id, number) => KeyValuePair.Create($"Input.FileDays[{id}]", $"2025-06-{1 + (number % Days):00}")),
        ]);
        using var answer = await browser.PostAsync("/write", form);
        answer.EnsureSuccessStatusCode();
        if (answer.RequestMessage!.RequestUri!.AbsolutePath != "/drafts")
        {
            throw new InvalidOperationException("The house made no drafts.");
        }
    }

    /// <summary>12 megapixels with the noise of a sensor.</summary>
    private static byte[] Photo()
    {
        using var at = Image.Xyz(4000, 3000);
        using var noise = Image.Gaussnoise(4000, 3000, sigma: 8, mean: 128);
        using var waves = (at[0] / 90).Sin() * 60;
        using var picture = (noise + waves).Bandjoin(noise, noise - waves).Cast(Enums.BandFormat.Uchar);
        return picture.Copy(interpretation: Enums.Interpretation.Srgb).JpegsaveBuffer(q: 85);
    }

    [GeneratedRegex("data-photo=\"([0-9a-f-]{36})\"")]
    private static partial Regex PhotoId();
}
