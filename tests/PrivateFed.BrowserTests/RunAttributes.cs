using System.Runtime.CompilerServices;
using PrivateFed.FederationTests;

namespace PrivateFed.BrowserTests;

/// <summary>A test in a browser. It is skipped, by name, where tests/run has not found Chromium or made certificates.</summary>
internal sealed class FactAttribute : Xunit.FactAttribute
{
    public FactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = Browser.Missing ?? TestRun.Missing;
}

/// <inheritdoc cref="FactAttribute"/>
internal sealed class TheoryAttribute : Xunit.TheoryAttribute
{
    public TheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = Browser.Missing ?? TestRun.Missing;
}
