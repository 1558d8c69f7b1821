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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "AlsoKnownAs",
                table: "RemoteActors");

            migrationBuilder.DropColumn(
                name: "MovedTo",
                table: "RemoteActors");
        }
    }
}
