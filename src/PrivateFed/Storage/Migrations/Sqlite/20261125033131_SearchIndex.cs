using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PrivateFed.Storage.Migrations.Sqlite
{
    /// <summary>The index of words, kept by triggers, and what the house already holds put into it.</summary>
    public partial class SearchIndex : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE VIRTUAL TABLE "FindableWords" USING fts5("Words", content='Findables', content_rowid='Id', tokenize='unicode61 remove_diacritics 2');
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "TR_Findables_Insert" AFTER INSERT ON "Findables" BEGIN
                    INSERT INTO "FindableWords" (rowid, "Words") VALUES (new."Id", new."Words");
                END;
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "TR_Findables_Delete" AFTER DELETE ON "Findables" BEGIN
                    INSERT INTO "FindableWords" ("FindableWords", rowid, "Words") VALUES ('delete', old."Id", old."Words");
                END;
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "TR_Findables_Update" AFTER UPDATE OF "Words" ON "Findables" BEGIN
                    INSERT INTO "FindableWords" ("FindableWords", rowid, "Words") VALUES ('delete', old."Id", old."Words");
                    INSERT INTO "FindableWords" (rowid, "Words") VALUES (new."Id", new."Words");
                END;
                """);
            // Tags are taken out one by one: SQLite has no regular expressions. What divides words leaves a blank. Case and accents fold in the index.
            migrationBuilder.Sql(
                """
                WITH RECURSIVE "Said" AS (
                    SELECT "Id" AS "SourceId", "Id" AS "PostId", NULL AS "CommentId", NULL AS "PhotoId", "PublishedAt" AS "At", "Html"
                    FROM "Posts" WHERE "DeletedAt" IS NULL
                    UNION ALL
                    SELECT "Id", "PostId", "Id", NULL, "PublishedAt", replace("Warning", '<', ' ') || ' ' || "Html"
                    FROM "Comments" WHERE "DeletedAt" IS NULL
                    UNION ALL
                    SELECT photo."Id", photo."PostId", NULL, photo."Id", post."PublishedAt", replace(photo."Description", '<', ' ')
                    FROM "Photos" AS photo JOIN "Posts" AS post ON post."Id" = photo."PostId"
                ),
                "Plain" ("SourceId", "PostId", "CommentId", "PhotoId", "At", "Words", "Rest") AS (
                    SELECT "SourceId", "PostId", "CommentId", "PhotoId", "At", '',
                        replace(replace(replace(replace(replace("Html", '<br', ' <br'), '</p', ' </p'), '</li', ' </li'), '</h', ' </h'), '</pre', ' </pre')
                    FROM "Said"
                    UNION ALL
                    SELECT "SourceId", "PostId", "CommentId", "PhotoId", "At",
                        "Words" || CASE WHEN instr("Rest", '<') = 0 THEN "Rest" ELSE substr("Rest", 1, instr("Rest", '<') - 1) END,
                        CASE WHEN instr("Rest", '<') = 0 OR instr(substr("Rest", instr("Rest", '<')), '>') = 0 THEN ''
                            ELSE substr("Rest", instr("Rest", '<') + instr(substr("Rest", instr("Rest", '<')), '>')) END
                    FROM "Plain" WHERE "Rest" <> ''
                )
                INSERT INTO "Findables" ("SourceId", "PostId", "CommentId", "PhotoId", "At", "Words")
                SELECT "SourceId", "PostId", "CommentId", "PhotoId", "At",
                    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace("Words",
                        '&amp;', ' '), '&lt;', ' '), '&gt;', ' '), '&quot;', ' '), '&nbsp;', ' '),
                        'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'đ', 'd'), 'ð', 'd')
                FROM "Plain" WHERE "Rest" = '' AND trim("Words") <> '';
                """);
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TRIGGER "TR_Findables_Insert"; DROP TRIGGER "TR_Findables_Delete"; DROP TRIGGER "TR_Findables_Update"; DROP TABLE "FindableWords";""");
        }
    }
}
