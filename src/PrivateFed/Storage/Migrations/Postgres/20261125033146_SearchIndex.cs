using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PrivateFed.Storage.Migrations.Postgres
{
    /// <summary>The index of words, and what the house already holds put into it.</summary>
    public partial class SearchIndex : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                ALTER TABLE "Findables" ADD COLUMN "Index" tsvector GENERATED ALWAYS AS (to_tsvector('simple', "Words")) STORED;
                CREATE INDEX "IX_Findables_Index" ON "Findables" USING gin ("Index");
                """);
            // As FoldWords does it: without tags, accents and punctuation, in small letters. What divides words leaves a blank.
            migrationBuilder.Sql(
                """
                WITH said ("SourceId", "PostId", "CommentId", "PhotoId", "At", html) AS (
                    SELECT "Id", "Id", NULL::uuid, NULL::uuid, "PublishedAt", "Html"
                    FROM "Posts" WHERE "DeletedAt" IS NULL
                    UNION ALL
                    SELECT "Id", "PostId", "Id", NULL, "PublishedAt", replace("Warning", '<', ' ') || ' ' || "Html"
                    FROM "Comments" WHERE "DeletedAt" IS NULL
                    UNION ALL
                    SELECT photo."Id", photo."PostId", NULL, photo."Id", post."PublishedAt", replace(photo."Description", '<', ' ')
                    FROM "Photos" AS photo JOIN "Posts" AS post ON post."Id" = photo."PostId"
                ),
                plain AS (
                    SELECT said.*, regexp_replace(regexp_replace(regexp_replace(html,
                        '</?(p|br|hr|li|ul|ol|h[1-6]|blockquote|pre)[^>]*>', ' ', 'g'), '<[^>]*>', '', 'g'), '&[a-z]+;', ' ', 'g') AS words
                    FROM said
                ),
                folded AS (
                    SELECT plain.*, btrim(regexp_replace(regexp_replace(
                        replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(normalize(words, NFKD)),
                        'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'ø', 'o'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'þ', 'th'),
                        '[\u0300-\u036f]', '', 'g'), '[\s!-/:-@\[-`{-~]+', ' ', 'g')) AS folded
                    FROM plain
                )
                INSERT INTO "Findables" ("SourceId", "PostId", "CommentId", "PhotoId", "At", "Words")
                SELECT "SourceId", "PostId", "CommentId", "PhotoId", "At", folded FROM folded WHERE folded <> '';
                """);
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""ALTER TABLE "Findables" DROP COLUMN "Index";""");
        }
    }
}
