using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PrivateFed.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CommentPhotosAndInvitationBlurs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "CommentId",
                table: "Photos",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "InvitationsShowBlurs",
                table: "Houses",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_Photos_CommentId",
                table: "Photos",
                column: "CommentId",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Photos_Comments_CommentId",
                table: "Photos",
                column: "CommentId",
                principalTable: "Comments",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
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
