using Microsoft.Playwright;
using PrivateFed.FederationTests;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>One person's browser: Debian's Chromium, with a memory of its own, that remembers every host it asked anything of.</summary>
internal sealed class Phone : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly IBrowserContext _context;
    private readonly bool _script;
    private readonly HashSet<string> _hosts = [];

    private Phone(IBrowserContext _context, IPage page, bool _script) => (this._context, Page, this._script) = (_context, page, _script);

    public IPage Page { get; private set; }

    public static async Task<Phone> Take(
        IBrowser browser, string domain, bool dark = false, bool _script = true, int width = 390, int height = 844, bool worker = true)
    {
        var _context = await browser.NewContextAsync(new()
        {
            BaseURL = $"https://{domain}",
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = _script,
            Locale = "en-GB",
            ServiceWorkers = worker ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
            ViewportSize = new() { Width = width, Height = height },
        });
        _context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        await _context.AddInitScriptAsync(
            "addEventListener('pointerdown', event => event.isTrusted && sessionStorage.setItem('taps', Number(sessionStorage.getItem('taps')) + 1), true)");
        var phone = new Phone(_context, await _context.NewPageAsync(), _script);
        _context.Request += (_, request) => phone.Note(request.Url);
        return phone;
    }

    /// <summary>
    /// Signs in and waits until the first page is there with its scripts: before them, a tap on a photo follows its link.
    /// </summary>
    public async Task SignIn(string handle, string password)
    {
        await Page.GotoAsync("/sign-in");
        await Page.GetByLabel("Sign-in name").FillAsync(handle);
        await Page.GetByLabel("Password").FillAsync(password);
        await Press("Sign in");
        await Page.WaitForURLAsync(url => !new Uri(url).AbsolutePath.StartsWith("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>
    /// Clicks what leads to another page, and waits until that page is there with its scripts: before them, a tap does what it does without
    /// script, what is typed is not kept, and a look may still be at the page before.
    /// </summary>
    public async Task Go(ILocator by)
    {
        await Page.WaitForLoadStateAsync(LoadState.Load);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Page.Load += Arrive;
        try
        {
            await by.ClickAsync();
            await arrived.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        finally
        {
            Page.Load -= Arrive;
        }

        void Arrive(object? sender, IPage page) => arrived.TrySetResult();
    }

    /// <summary>Follows the link of this name.</summary>
    public Task GoTo(string link) => Go(Page.GetByRole(AriaRole.Link, new() { Name = link }));

    /// <summary>Presses the button of this name, which leads to another page.</summary>
    public Task Press(string button) => Go(Page.GetByRole(AriaRole.Button, new() { Name = button }));

    /// <summary>The page is closed, whatever it was doing.</summary>
    public Task Close() => Page.CloseAsync();

    public async Task OpenAnew(string path)
    {
        Page = await _context.NewPageAsync();
        await Page.GotoAsync(path);
    }

    /// <summary>
    /// Keeps a picture of the whole page in artifacts/screenshots, if somebody wants it, and asks axe whether everybody can use it.
    /// </summary>
    public async Task Look(string name)
    {
        await Page.WaitForLoadStateAsync(LoadState.Load);
        if (TestRun.WantsScreenshots)
        {
            await Page.ScreenshotAsync(new()
            {
                Path = Path.Combine(TestRun.Artifacts, "screenshots", $"{name}.png"),
                FullPage = true,
            });
        }
        if (!_script)
        {
            return; // axe is a script, and would wait for ever.
        }
        var violations = await Axe.Violations(Page);
        Assert.True(violations.Length == 0, $"{name}: {string.Join("; ", violations)}");
    }

    /// <summary>
    /// Does something on the house's pages, and makes sure that it costs no more taps than were promised; typing is free.
    /// </summary>
    public async Task InTaps(int most, Func<Task> journey)
    {
        var before = await Taps();
        await journey();
        Assert.InRange(await Taps() - before, 1, most);
    }

    private Task<int> Taps() => Page.EvaluateAsync<int>("() => Number(sessionStorage.getItem('taps'))");

    /// <summary>The status with which a page answers; the browser stays there.</summary>
    public async Task<int> Status(string path) => (await Page.GotoAsync(path))!.Status;

    /// <summary>Nothing that was shown came from anywhere but the house.</summary>
    public void MustHaveAskedOnly(string domain) => Assert.Equal([domain], _hosts);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Note(string url)
    {
        var uri = new Uri(url);
        if (uri.Scheme is "http" or "https")
        {
            _hosts.Add(uri.Authority);
        }
    }
}
