using Microsoft.Playwright;
using OpenQA.Selenium;
using PrivateFed.FederationTests;

namespace PrivateFed.BrowserTests;

/// <summary>A browser that isn't Chromium, with one window as large as a phone's, in the dark.</summary>
internal interface IEngine : IAsyncDisposable
{
    const int Width = 390;
    const int Height = 844;

    /// <summary>Nobody is signed in any more, and no error is remembered.</summary>
    Task Forget();

    /// <summary>Opens an address and waits until its page is there with its scripts.</summary>
    Task Open(string url);

    Task Click(string selector);

    Task Type(string selector, string words);

    Task Choose(string selector, string file);

    /// <summary>What a JavaScript expression is on the page that is open.</summary>
    Task<T> Ask<T>(string expression);

    Task Picture(string file);

    /// <summary>What went wrong in scripts since <see cref="Forget"/>.</summary>
    Task<IReadOnlyList<string>> ScriptErrors();
}

internal static class WaitingForEngines
{
    /// <summary>Waits until a JavaScript expression is true, on this page or on the one to which it is giving way.</summary>
    public static Task Until(this IEngine engine, string what, string expression) => Eventually.Happens(what, async () =>
    {
        try
        {
            return await engine.Ask<bool>($"Boolean({expression})");
        }
        catch (Exception leaving) when (leaving is PlaywrightException or WebDriverException)
        {
            return false;
        }
    });
}
