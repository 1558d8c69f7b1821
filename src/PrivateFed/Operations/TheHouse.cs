using Microsoft.EntityFrameworkCore;
using PrivateFed.Actors;
using PrivateFed.Storage;

namespace PrivateFed.Operations;

/// <summary>The house of this process, remembered once it is set up: by the page, or by the command line while the server runs.</summary>
public sealed class TheHouse(IServiceScopeFactory scopes)
{
    private volatile House? _house;

    /// <returns>Null while the house is not set up.</returns>
    public async ValueTask<House?> FindAsync(CancellationToken cancellation)
    {
        if (_house is { } known)
        {
            return known;
        }
        await using var scope = scopes.CreateAsyncScope();
        return _house = await scope.ServiceProvider.GetRequiredService<HouseDb>().Houses.AsNoTracking().SingleOrDefaultAsync(cancellation);
    }

    /// <exception cref="InvalidOperationException">The house is not set up.</exception>
    public Addresses Addresses => new((_house ??= Read() ?? throw new InvalidOperationException("The house is not set up yet.")).Domain);

    // Once in a process: whatever the house does first after set-up may come here, a page or a job of another process.
    private House? Read()
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<HouseDb>().Houses.AsNoTracking().SingleOrDefault();
    }
}
