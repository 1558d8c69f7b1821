using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PrivateFed.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WipHosts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "InstanceActorId",
                table: "RemoteHosts");

            migrationBuilder.AddColumn<string>(
                name: "InstanceActorUri",
                table: "RemoteHosts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LearnDueAt",
                table: "RemoteHosts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MediaHost",
                table: "RemoteHosts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PictureFetchedAt",
                table: "RemoteActors",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "InstanceActorUri",
                table: "RemoteHosts");

            migrationBuilder.DropColumn(
                name: "LearnDueAt",
                table: "RemoteHosts");

            migrationBuilder.DropColumn(
                name: "MediaHost",
                table: "RemoteHosts");

            migrationBuilder.DropColumn(
                name: "PictureFetchedAt",
                table: "RemoteActors");

            migrationBuilder.AddColumn<Guid>(
                name: "InstanceActorId",
                table: "RemoteHosts",
                type: "TEXT",
                nullable: true);
        }
    }
}
