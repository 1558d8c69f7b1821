using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Storage.Migrations;

/// <summary>The migrations make the tables that the model wants, whether a house begins today or was there before.</summary>
public class SchemaTests
{
    [Fact]
    public async Task The_migrations_make_what_the_model_wants_and_the_index_of_words()
    {
        await using var house = await House.UnfinishedAsync();

        var (changes, wanted) = await house.ReadAsync(db => Task.FromResult((db.Database.HasPendingModelChanges(), Schema.OfModel(db))));
        var made = await house.ReadAsync(Schema.OfDatabaseAsync);

        Assert.False(changes);
        Assert.Contains(wanted, line => line.StartsWith("Posts.", StringComparison.Ordinal));
        Assert.Empty(wanted.Except(made));
        Assert.Equal(TestDatabase.IsPostgres ? ["IX_SearchEntries_Index on SearchEntries (Index)", "SearchEntries.Index tsvector null"] : [], made.Except(wanted));
        var details = await house.ReadAsync(Schema.OfDatabaseInDetailAsync);
        Assert.Equal(TestDatabase.IsPostgres ? 1 : 4, details.Count(line => line.Contains("gin (\"Index\")", StringComparison.Ordinal)
            || line.StartsWith("CREATE VIRTUAL TABLE", StringComparison.Ordinal) || line.StartsWith("CREATE TRIGGER", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_house_of_the_last_version_gets_the_schema_of_a_new_one()
    {
        await using var begun = await House.UnfinishedAsync();
        await using var old = await House.OfLastVersionAsync();

        var (ofNew, ofOld) = (await begun.ReadAsync(Schema.OfDatabaseInDetailAsync), await old.ReadAsync(Schema.OfDatabaseInDetailAsync));

        Assert.Contains(ofNew, line => line.StartsWith("CREATE UNIQUE INDEX", StringComparison.Ordinal));
        Assert.Equal(ofNew, ofOld);
    }
    /// <summary>EF Core logs a warning for each statement that needs one, and that would be the first thing that a newcomer sees.</summary>
    [Fact]
    public async Task No_migration_leaves_its_transaction()
    {
        await using var house = await House.UnfinishedAsync();

        var script = await house.ReadAsync(db => Task.FromResult(db.GetService<IMigrator>().GenerateScript()));

        Assert.Contains("Posts", script, StringComparison.Ordinal);
        Assert.DoesNotContain("PRAGMA foreign_keys", script, StringComparison.Ordinal);
    }
}
