using System.Net;
using System.Text;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Web;

/// <summary>What forms leave behind in memory, measured while no other test runs.</summary>
[Trait("Database", "none")]
[Collection(nameof(MeasuredAlone))]
public class FormMemoryTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData(15_000)]
    [InlineData(4_000_000)]
    public async Task H_Two_hundred_large_sign_ins_leave_memory_flat(int length)
    {
        using var eve = new Browser(house);
        var rest =
            Encoding.ASCII.GetBytes(
                $"{new string('x', length)}&Input.Password=a+guess+at+it&__RequestVerificationToken={Uri.EscapeDataString(await eve.TokenAsync("/sign-in"))}");
        await SendAsync(5);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await SendAsync(200);

        // What twenty of them hold at the most; requests that were cut off may take a while to be given up by their sender, which is this
        // process.
        var most = Math.Max(4_000_000, 20L * length);
        await Eventually.Happens("memory as before", () => Task.FromResult(GC.GetTotalMemory(forceFullCollection: true) - before < most));

        async Task SendAsync(int times)
        {
            for (var number = 0; number < times; number++)
            {
                // Each from an address of its own, so that the pace of one address does not turn them away.
                using var client = house.Client($"127.9.{number / 250}.{(number % 250) + 1}", eve.Cookies);
                using var form = new ByteArrayContent([.. Encoding.ASCII.GetBytes($"Input.Handle={number}"), .. rest]);
                form.Headers.ContentType = new("application/x-www-form-urlencoded");
                try
                {
                    using var answer = await client.PostAsync("/sign-in", form);
                    Assert.True(answer.StatusCode is HttpStatusCode.OK
                        or HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, $"{answer.StatusCode}");
                    Assert.InRange((await answer.Content.ReadAsStringAsync()).Length, 0, 40_000);
                }
                catch (HttpRequestException)
                {
                    // The house closed the connection while it was still being sent.
                    Assert.True(length > 16 * 1024);
                }
            }
        }
    }
}
