using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PrivateFed.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CommentPhotosAndInvitationBlurs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Adding the foreign key by itself would build the table anew, outside of a transaction.
            migrationBuilder.Sql("""
                ALTER TABLE "Photos" ADD COLUMN "CommentId" TEXT NULL
                    CONSTRAINT "FK_Photos_Comments_CommentId" REFERENCES "Comments" ("Id") ON DELETE CASCADE;
                """);

            migrationBuilder.AddColumn<bool>(
                name: "InvitationsShowBlurs",
                table: "Houses",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_Photos_CommentId",
                table: "Photos",
                column: "CommentId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Photos_Comments_CommentId",
                table: "Photos");

            migrationBuilder.DropIndex(
                name: "IX_Photos_CommentId",
                table: "Photos");

            migrationBuilder.DropColumn(
                name: "CommentId",
                table: "Photos");

            migrationBuilder.DropColumn(
                name: "InvitationsShowBlurs",
                table: "Houses");
        }
    }
}
