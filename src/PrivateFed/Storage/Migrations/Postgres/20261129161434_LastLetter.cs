using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PrivateFed.Storage.Migrations.Postgres
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
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<List<string>>(
                name: "PhotoDescriptions",
                table: "PostVersions",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AskedAt",
                table: "Letterboxes",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AskedTimes",
                table: "Letterboxes",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Turn",
                table: "Drafts",
                type: "integer",
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
