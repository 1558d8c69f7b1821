using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PrivateFed.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class MediaRoom : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Bytes",
                table: "Photos",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Bucket",
                table: "Houses",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MediaMovesFrom",
                table: "Houses",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MediaPlace",
                table: "Houses",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "Folder");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Bytes",
                table: "Photos");

            migrationBuilder.DropColumn(
                name: "Bucket",
                table: "Houses");

            migrationBuilder.DropColumn(
                name: "MediaMovesFrom",
                table: "Houses");

            migrationBuilder.DropColumn(
                name: "MediaPlace",
                table: "Houses");
        }
    }
}
