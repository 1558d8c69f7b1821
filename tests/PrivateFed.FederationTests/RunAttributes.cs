using System.Runtime.CompilerServices;

namespace PrivateFed.FederationTests;

/// <summary>A test with other servers. It is skipped, by name, where tests/run has not made their names and certificates.</summary>
internal sealed class FactAttribute : Xunit.FactAttribute
{
    public FactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = TestRun.Missing;
}

/// <inheritdoc cref="FactAttribute"/>
internal sealed class TheoryAttribute : Xunit.TheoryAttribute
{
    public TheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = TestRun.Missing;
}
