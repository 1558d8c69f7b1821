using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PrivateFed.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RealServers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "BlockedAt",
                table: "RemoteHosts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "LearnedAt",
                table: "RemoteHosts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Software",
                table: "RemoteHosts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SoftwareVersion",
                table: "RemoteHosts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "BlockedAt",
                table: "RemoteActors",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "KeyCheckedAt",
                table: "RemoteActors",
                type: "timestamp with time zone",
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
