using Microsoft.EntityFrameworkCore;
using PrivateFed.Actors;
using PrivateFed.Storage;

namespace PrivateFed.Operations;

/// <summary>
/// The house of this process, remembered once it is set up: by the page, or by the command line while the server runs. Its name and look may
/// change by another process's hand, so what is remembered is looked at again after a few seconds.
/// </summary>
public sealed class CurrentHouse(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private volatile House? _house;
    private long _readAt;

    /// <returns>Null while the house is not set up.</returns>
    public async ValueTask<House?> FindAsync(CancellationToken cancellation)
    {
        if (_house is { } known && clock.GetElapsedTime(Interlocked.Read(ref _readAt)) < Fresh)
        {
            return known;
        }
        // Marked before it is read: while one request looks, the others go on with what is known.
        Interlocked.Exchange(ref _readAt, clock.GetTimestamp());
        await using var scope = scopes.CreateAsyncScope();
        return _house = await scope.ServiceProvider.GetRequiredService<HouseDb>().Houses.AsNoTracking().SingleOrDefaultAsync(cancellation);
    }

    /// <summary>This process has changed the house: whoever asks next is told what it is now.</summary>
    public void Invalidate() => Interlocked.Exchange(ref _readAt, clock.GetTimestamp() - (long)(Fresh.TotalSeconds * clock.TimestampFrequency));

    /// <summary>Set by the demo alone, whose domain leads nowhere: what is invited or given there opens all the same.</summary>
    public string? LinksAt { get; set; }

    /// <exception cref="InvalidOperationException">The house is not set up.</exception>
    public Addresses Addresses => new((_house ??= Read() ?? throw new InvalidOperationException("The house is not set up yet.")).Domain) { LinksAt = LinksAt };

    // Once in a process: whatever the house does first after set-up may come here, a page or a job of another process.
    private House? Read()
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<HouseDb>().Houses.AsNoTracking().SingleOrDefault();
    }
}
