using Microsoft.Playwright;

namespace PrivateFed.BrowserTests;

/// <summary>Debian's Firefox as it is, through WebDriver BiDi.</summary>
internal sealed class Firefox : IEngine
{
    private readonly IBrowser _browser;
    private readonly List<string> _errors = [];
    private IBrowserContext? _context;
    private IPage? _page;

    private Firefox(IBrowser browser) => _browser = browser;

    private IPage Page => _page!;

    /// <summary>Null where there is no such browser.</summary>
    public static async Task<IEngine?> Start(IPlaywright playwright)
    {
        var program = Environment.GetEnvironmentVariable("PRIVATEFED_TEST_FIREFOX") ?? "/usr/bin/firefox-esr";
        return !File.Exists(program) ? null : new Firefox(await playwright.Firefox.LaunchAsync(new()
        {
            Channel = "moz-firefox", // through BiDi; without it, a Firefox of Playwright's own
            ExecutablePath = program,
            FirefoxUserPrefs = new Dictionary<string, object>
            {
                ["layout.css.prefers-color-scheme.content-override"] = 0, // dark
                ["ui.useOverlayScrollbars"] = 1, // as on phones
            },
        }));
    }

    public async Task Forget()
    {
        if (_context is not null)
        {
            await _context.CloseAsync();
        }

        _errors.Clear();
        _context = await _browser.NewContextAsync(new()
        {
            IgnoreHTTPSErrors = true,
            Locale = "en-GB",
            ViewportSize = new() { Width = IEngine.Width, Height = IEngine.Height },
        });
        _page = await _context.NewPageAsync();
        _page.PageError += (_, error) => _errors.Add(error);
    }

    public Task Open(string url) => Page.GotoAsync(url);

    public Task Click(string selector) => Page.Locator(selector).First.ClickAsync();

    public Task Type(string selector, string words) => Page.Locator(selector).PressSequentiallyAsync(words);

    public Task Choose(string selector, string file) => Page.Locator(selector).SetInputFilesAsync(file);

    public Task<T> Ask<T>(string expression) => Page.EvaluateAsync<T>(expression);

    /// <summary>With its caret, which could only be hidden by a style that the house forbids.</summary>
    public Task Picture(string file) => Page.ScreenshotAsync(new() { Path = file, Caret = ScreenshotCaret.Initial });

    public Task<IReadOnlyList<string>> ScriptErrors() => Task.FromResult<IReadOnlyList<string>>(_errors);

    public async ValueTask DisposeAsync() => await _browser.CloseAsync();
}
