using Microsoft.Playwright;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>Debian's Chromium, started once for all tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    public IBrowser Chromium { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var playwright = await Playwright.CreateAsync();
        Chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("PRIVATEFED_TEST_CHROMIUM") ?? "/usr/bin/chromium",
            // Root may not use the sandbox; the rest keeps Chromium from calling home.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-crash-reporter"],
        });
    }

    /// <summary>
    /// Chromium's crash handler keeps the pipes open that Playwright waits for, so that it would wait for ever: the browser is told to go,
    /// and what is left goes with the tests' process group.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Chromium.CloseAsync().WaitAsync(TimeSpan.FromSeconds(3));
        }
        catch (TimeoutException)
        {
        }
    }
}
