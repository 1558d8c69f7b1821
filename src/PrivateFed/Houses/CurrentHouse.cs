using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Storage;

namespace PrivateFed.Houses;

/// <summary>
/// The house of this process, cached once it is set up, by the page or by the command line while the server runs. Another process may
/// change its name and look, so the cached row is read again after a few seconds.
/// </summary>
public sealed class CurrentHouse(IServiceScopeFactory scopes, TimeProvider clock)
{
    internal static readonly TimeSpan CacheLifetime = TimeSpan.FromSeconds(5);

    private volatile House? _house;
    private long _readAt;

    /// <returns>Null while the house is not set up.</returns>
    public async ValueTask<House?> FindAsync(CancellationToken cancellation)
    {
        if (_house is { } cached && clock.GetElapsedTime(Interlocked.Read(ref _readAt)) < CacheLifetime)
        {
            return cached;
        }
        // Set before reading: while one request reads, the others use the cached row.
        Interlocked.Exchange(ref _readAt, clock.GetTimestamp());
        await using var scope = scopes.CreateAsyncScope();
        return _house = await scope.ServiceProvider.GetRequiredService<HouseDb>().Houses.AsNoTracking().SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Whether photos of a new post may be saved, when its author has not chosen.</summary>
    public async ValueTask<bool> AllowsSavingAsync(CancellationToken cancellation) =>
        await FindAsync(cancellation) is not { AllowsSaving: false };

    /// <summary>To be called when this process has changed the house, so that the next caller reads it again.</summary>
    public void Invalidate() =>
        Interlocked.Exchange(ref _readAt, clock.GetTimestamp() - (long)(CacheLifetime.TotalSeconds * clock.TimestampFrequency));

    /// <summary>
    /// The base address of links in the demo, whose domain does not exist, so that invitations and sign-in links work there. Only the demo
    /// sets it.
    /// </summary>
    public string? LinkBaseUrl { get; set; }

    /// <exception cref="InvalidOperationException">The house is not set up.</exception>
    public Addresses Addresses =>
        new((_house ??= Read() ?? throw new InvalidOperationException("The house is not set up yet.")).Domain) { LinksAt = LinkBaseUrl };

    // Runs once per process: the first code to need the house after set-up may be a page, or a job of another process.
    private House? Read()
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<HouseDb>().Houses.AsNoTracking().SingleOrDefault();
    }
}
