using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PrivateFed.Storage;

namespace PrivateFed.Tests.Rig;

/// <summary>Counts the queries of a context of its own.</summary>
internal sealed class CountedQueries : DbCommandInterceptor
{
    public int Count { get; private set; }

    /// <summary>A context of the house's database whose queries are counted.</summary>
    public HouseDb Open(IServiceProvider services) => services.GetService<DbContextOptions<SqliteHouseDb>>() is { } sqlite
        ? new SqliteHouseDb(Counting(sqlite))
        : new PostgresHouseDb(Counting(services.GetRequiredService<DbContextOptions<PostgresHouseDb>>()));

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Count++;
        return ValueTask.FromResult(result);
    }

    private DbContextOptions<TContext> Counting<TContext>(DbContextOptions<TContext> options)
        where TContext : DbContext => new DbContextOptionsBuilder<TContext>(options).AddInterceptors(this).Options;
}
