using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PrivateFed.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RealServers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "BlockedAt",
                table: "RemoteHosts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LearnedAt",
                table: "RemoteHosts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Software",
                table: "RemoteHosts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SoftwareVersion",
                table: "RemoteHosts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "BlockedAt",
                table: "RemoteActors",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "KeyCheckedAt",
                table: "RemoteActors",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "BlockedAt",
                table: "RemoteHosts");

            migrationBuilder.DropColumn(
                name: "LearnedAt",
                table: "RemoteHosts");

            migrationBuilder.DropColumn(
                name: "Software",
                table: "RemoteHosts");

            migrationBuilder.DropColumn(
                name: "SoftwareVersion",
                table: "RemoteHosts");

            migrationBuilder.DropColumn(
                name: "BlockedAt",
                table: "RemoteActors");

            migrationBuilder.DropColumn(
                name: "KeyCheckedAt",
                table: "RemoteActors");
        }
    }
}
