using System.Drawing;
using System.Text.Json;
using OpenQA.Selenium;
using OpenQA.Selenium.Remote;
using PrivateFed.FederationTests;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>
/// WebKitGTK's own small browser on a screen that nobody sees. It stands for iPhones: the engine is theirs, and no iPhone can be had here.
/// </summary>
internal sealed class WebKitGtk : IEngine
{
    /// <summary>
    /// Its driver doesn't tell of errors, so every page that is asked anything notes them itself. A module that failed while the page was
    /// loading fails again, and in the same way, when it is imported once more.
    /// </summary>
    private const string NoteErrors =
        """
        if (!window.notesErrors) {
          window.notesErrors = true;
          const note = error => sessionStorage.setItem("errors", JSON.stringify([...JSON.parse(sessionStorage.getItem("errors") ?? "[]"), `${location.pathname}: ${error}`]));
          addEventListener("error", event => note(event.message));
          addEventListener("unhandledrejection", event => note(event.reason));
          window.imported = Promise.all([...document.querySelectorAll("script[type=module]")].map(script => import(script.src).catch(error => note(`${script.src}: ${error}`))));
        }
        """;

    private readonly RunningProgram _screen;
    private readonly RunningProgram _program;
    private readonly DirectoryInfo _settings;
    private readonly RemoteWebDriver _driver;

    private WebKitGtk(RunningProgram screen, RunningProgram program, DirectoryInfo settings, RemoteWebDriver driver) =>
        (_screen, _program, _settings, _driver) = (screen, program, settings, driver);

    /// <summary>Null where there is no such browser.</summary>
    public static async Task<IEngine?> Start()
    {
        var program = Environment.GetEnvironmentVariable("PRIVATEFED_TEST_WEBKIT_DRIVER") ?? "/usr/bin/WebKitWebDriver";
        var xvfb = Environment.GetEnvironmentVariable("PRIVATEFED_TEST_XVFB") ?? "/usr/bin/Xvfb";
        if (!File.Exists(program) || !File.Exists(xvfb) || FindMiniBrowser() is not { } miniBrowser)
        {
            return null;
        }

        var screen = RunningProgram.Start(
            xvfb, ["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], new Dictionary<string, string>());
        var display = await Eventually.Get("a screen", () => Task.FromResult(screen.Printed.Split('\n').FirstOrDefault(IsNumber)));
        var settings = WriteSettings();
        var address = new Uri($"http://127.0.0.1:{TestRun.FreePort()}");
        var driver = RunningProgram.Start(program, [$"--port={address.Port}"], new Dictionary<string, string>
        {
            ["DISPLAY"] = $":{display}",
            ["GTK_THEME"] = "Adwaita:dark",
            ["XDG_CONFIG_HOME"] = settings.FullName,
        });
        await Eventually.Happens("a driver that listens", () => Answers(new Uri(address, "status")));
        return new WebKitGtk(screen, driver, settings, Open(address, miniBrowser));
    }

    public async Task Forget()
    {
        if (_driver.Url.StartsWith("http", StringComparison.Ordinal))
        {
            _driver.Manage().Cookies.DeleteAllCookies();
            _driver.ExecuteScript("try { sessionStorage.clear() } catch { /* a page of the browser's own */ }");
        }

        await _driver.Navigate().GoToUrlAsync("about:blank");
    }

    /// <summary>The driver calls an address opened, too, when the browser shows its own page instead, which says what is wrong.</summary>
    public async Task Open(string url)
    {
        await _driver.Navigate().GoToUrlAsync(url);
        Assert.True(await Ask<bool>("document.querySelector('main') !== null"), $"{url}: {await Ask<string>("document.documentElement.outerText")}");
    }

    public Task Click(string selector) => Act(selector, element => element.Click());

    public Task Type(string selector, string words) => Act(selector, element => element.SendKeys(words));

    public Task Choose(string selector, string file) => Act(selector, element => element.SendKeys(file));

    public Task<T> Ask<T>(string expression) => Task.Run(() =>
        JsonSerializer.Deserialize<T>((string)_driver.ExecuteScript($"{NoteErrors} return JSON.stringify({expression})")!)!);

    public Task Picture(string file) => Task.Run(() => _driver.GetScreenshot().SaveAsFile(file));

    public async Task<IReadOnlyList<string>> ScriptErrors()
    {
        _driver.ExecuteAsyncScript("window.imported.then(arguments[0])");
        return await Ask<string[]>("JSON.parse(sessionStorage.getItem('errors') ?? '[]')");
    }

    public async ValueTask DisposeAsync()
    {
        _driver.Quit();
        await _program.DisposeAsync();
        await _screen.DisposeAsync();
        _settings.Delete(recursive: true);
    }

    private static string? FindMiniBrowser() =>
        Directory.GetDirectories("/usr/lib", "*-linux-gnu*").SelectMany(folder => Directory.GetDirectories(folder, "webkit*gtk-*"))
            .Select(folder => Path.Combine(folder, "MiniBrowser")).FirstOrDefault(File.Exists);

    private static bool IsNumber(string line) => line.Length > 0 && line.All(char.IsAsciiDigit);

    /// <summary>A toolbar that leaves room for a window as narrow as a phone's.</summary>
    private static DirectoryInfo WriteSettings()
    {
        var settings = Directory.CreateTempSubdirectory("webkit-");
        foreach (var version in new[] { "gtk-3.0", "gtk-4.0" })
        {
            File.WriteAllText(
                Path.Combine(settings.CreateSubdirectory(version).FullName, "gtk.css"),
                "button, toolbutton, toolbar { min-width: 0; margin: 0; border: none; padding: 0; }");
        }

        return settings;
    }

    private static async Task<bool> Answers(Uri address)
    {
        using var http = new HttpClient();
        try
        {
            return (await http.GetAsync(address)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static RemoteWebDriver Open(Uri address, string miniBrowser)
    {
        var driver = new RemoteWebDriver(address, new MiniBrowser(miniBrowser));
        driver.Manage().Timeouts().ImplicitWait = TimeSpan.FromSeconds(20);
        driver.Manage().Window.Size = new Size(IEngine.Width, IEngine.Height);
        var toolbar = Convert.ToInt32(driver.ExecuteScript("return outerHeight - innerHeight"), provider: null);
        driver.Manage().Window.Size = new Size(IEngine.Width, IEngine.Height + toolbar);
        return driver;
    }

    private Task Act(string selector, Action<IWebElement> act) => Task.Run(() => act(_driver.FindElement(By.CssSelector(selector))));

    private sealed class MiniBrowser : DriverOptions
    {
        public MiniBrowser(string program)
        {
            BrowserName = nameof(MiniBrowser);
            AcceptInsecureCertificates = true;
            AddAdditionalOption(
                "webkitgtk:browserOptions", new Dictionary<string, object> { ["binary"] = program, ["args"] = new[] { "--automation" } });
        }

        public override ICapabilities ToCapabilities() => GenerateDesiredCapabilities(isSpecificationCompliant: true).AsReadOnly();
    }
}
