using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PrivateFed.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class StandardNames : Migration
    {
        // What has a name of its own, and would keep the old one. The tables by their new names.
        private static readonly (string Table, string Old, string New)[] Constraints =
        [
            ("Albums", "FK_Albums_Members_MakerId", "FK_Albums_Members_CreatedById"),
            ("AuditEntries", "PK_Deeds", "PK_AuditEntries"),
            ("Emails", "PK_Letters", "PK_Emails"),
            ("MailPreferences", "PK_Letterboxes", "PK_MailPreferences"),
            ("MailPreferences", "FK_Letterboxes_Members_MemberId", "FK_MailPreferences_Members_MemberId"),
            ("MailServers", "PK_PostOffices", "PK_MailServers"),
            ("PendingSignIns", "PK_HalfwaySignIns", "PK_PendingSignIns"),
            ("PendingSignIns", "FK_HalfwaySignIns_Members_MemberId", "FK_PendingSignIns_Members_MemberId"),
            ("SearchEntries", "PK_Findables", "PK_SearchEntries"),
            ("SearchEntries", "FK_Findables_Comments_CommentId", "FK_SearchEntries_Comments_CommentId"),
            ("SearchEntries", "FK_Findables_Photos_PhotoId", "FK_SearchEntries_Photos_PhotoId"),
            ("SearchEntries", "FK_Findables_Posts_PostId", "FK_SearchEntries_Posts_PostId"),
        ];

        private static readonly (string Old, string New)[] Sequences =
        [
            ("Deeds_Id_seq", "AuditEntries_Id_seq"),
            ("Findables_Id_seq", "SearchEntries_Id_seq"),
        ];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.GiveStandardNames();
            foreach (var (table, old, name) in Constraints)
            {
                migrationBuilder.Sql($"""ALTER TABLE "{table}" RENAME CONSTRAINT "{old}" TO "{name}";""");
            }
            foreach (var (old, name) in Sequences)
            {
                migrationBuilder.Sql($"""ALTER SEQUENCE "{old}" RENAME TO "{name}";""");
            }
            // The generated column goes with its table; EF Core knows of neither it nor its index.
            migrationBuilder.Sql("""ALTER INDEX "IX_Findables_Index" RENAME TO "IX_SearchEntries_Index";""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""ALTER INDEX "IX_SearchEntries_Index" RENAME TO "IX_Findables_Index";""");
            foreach (var (old, name) in Sequences)
            {
                migrationBuilder.Sql($"""ALTER SEQUENCE "{name}" RENAME TO "{old}";""");
            }
            foreach (var (table, old, name) in Constraints)
            {
                migrationBuilder.Sql($"""ALTER TABLE "{table}" RENAME CONSTRAINT "{name}" TO "{old}";""");
            }
            migrationBuilder.TakeStandardNamesBack();
        }
    }
}
