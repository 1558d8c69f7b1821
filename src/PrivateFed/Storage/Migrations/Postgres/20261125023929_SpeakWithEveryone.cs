using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PrivateFed.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SpeakWithEveryone : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "WantsRfc9421",
                table: "RemoteHosts",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<List<string>>(
                name: "AlsoKnownAs",
                table: "RemoteActors",
                type: "text[]",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MovedTo",
                table: "RemoteActors",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RetiredKeys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ActorId = table.Column<Guid>(type: "uuid", nullable: false),
                    RsaPrivateKey = table.Column<string>(type: "text", nullable: false),
                    AnnouncementId = table.Column<Guid>(type: "uuid", nullable: false),
                    RetiredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RetiredKeys", x => x.Id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RetiredKeys");

            migrationBuilder.DropColumn(
                name: "WantsRfc9421",
                table: "RemoteHosts");

            migrationBuilder.DropColumn(
                name: "AlsoKnownAs",
                table: "RemoteActors");

            migrationBuilder.DropColumn(
                name: "MovedTo",
                table: "RemoteActors");
        }
    }
}
