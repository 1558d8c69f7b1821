using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PrivateFed.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LastLetter : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "ByMail",
                table: "SignInLinks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "PhotoDescriptions",
                table: "PostVersions",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<long>(
                name: "AskedAt",
                table: "Letterboxes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AskedTimes",
                table: "Letterboxes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Turn",
                table: "Drafts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ByMail",
                table: "SignInLinks");

            migrationBuilder.DropColumn(
                name: "PhotoDescriptions",
                table: "PostVersions");

            migrationBuilder.DropColumn(
                name: "AskedAt",
                table: "Letterboxes");

            migrationBuilder.DropColumn(
                name: "AskedTimes",
                table: "Letterboxes");

            migrationBuilder.DropColumn(
                name: "Turn",
                table: "Drafts");
        }
    }
}
