using PrivateFed.FederationTests;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>
/// One house for all tests of a class, which come one after another: each tells of something of its own, and leaves what others rely on.
/// </summary>
public sealed class SharedHouse : IAsyncLifetime
{
    public HouseProgram House { get; private set; } = null!;

    public async ValueTask InitializeAsync() => House = await HouseProgram.Open();

    public ValueTask DisposeAsync() => House is null ? ValueTask.CompletedTask : House.DisposeAsync();
}
