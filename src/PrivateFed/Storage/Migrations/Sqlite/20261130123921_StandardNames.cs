using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PrivateFed.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StandardNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The index knows its table by name and cannot be told another: it is made anew, and filled from the table, which loses no row.
            DropIndexOfWords(migrationBuilder, "Findables", "FindableWords");
            migrationBuilder.GiveStandardNames();
            MakeIndexOfWords(migrationBuilder, "SearchEntries", "SearchWords");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            DropIndexOfWords(migrationBuilder, "SearchEntries", "SearchWords");
            migrationBuilder.TakeStandardNamesBack();
            MakeIndexOfWords(migrationBuilder, "Findables", "FindableWords");
        }

        private static void DropIndexOfWords(MigrationBuilder migrationBuilder, string table, string index)
        {
            migrationBuilder.Sql($"""DROP TRIGGER "TR_{table}_Insert";""");
            migrationBuilder.Sql($"""DROP TRIGGER "TR_{table}_Delete";""");
            migrationBuilder.Sql($"""DROP TRIGGER "TR_{table}_Update";""");
            migrationBuilder.Sql($"""DROP TABLE "{index}";""");
        }

        private static void MakeIndexOfWords(MigrationBuilder migrationBuilder, string table, string index)
        {
            migrationBuilder.Sql(
                $"""
                CREATE VIRTUAL TABLE "{index}" USING fts5("Words", content='{table}', content_rowid='Id', tokenize='unicode61 remove_diacritics 2');
                """);
            migrationBuilder.Sql($"""INSERT INTO "{index}" ("{index}") VALUES ('rebuild');""");
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER "TR_{table}_Insert" AFTER INSERT ON "{table}" BEGIN
                    INSERT INTO "{index}" (rowid, "Words") VALUES (new."Id", new."Words");
                END;
                """);
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER "TR_{table}_Delete" AFTER DELETE ON "{table}" BEGIN
                    INSERT INTO "{index}" ("{index}", rowid, "Words") VALUES ('delete', old."Id", old."Words");
                END;
                """);
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER "TR_{table}_Update" AFTER UPDATE OF "Words" ON "{table}" BEGIN
                    INSERT INTO "{index}" ("{index}", rowid, "Words") VALUES ('delete', old."Id", old."Words");
                    INSERT INTO "{index}" (rowid, "Words") VALUES (new."Id", new."Words");
                END;
                """);
        }
    }
}
