using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>The browsers beside Chromium, each started once for all its tests, while the house opens.</summary>
public sealed class OtherEngines(Browser browser) : IAsyncLifetime
{
    private readonly Dictionary<string, Task<IEngine?>> _engines = [];

    public ValueTask InitializeAsync()
    {
        _engines[nameof(Firefox)] = Firefox.Start(browser.Playwright);
        _engines[nameof(WebKitGtk)] = WebKitGtk.Start();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_engines.Values.Select(async engine =>
    {
        if (await engine is { } started)
        {
            await started.DisposeAsync();
        }
    }));

    /// <summary>Skips the test where there is no such browser.</summary>
    internal async Task<IEngine> Take(string name)
    {
        var engine = await _engines[name];
        Assert.SkipWhen(engine is null, $"{name} isn't installed here.");
        await engine.Forget();
        return engine;
    }
}
