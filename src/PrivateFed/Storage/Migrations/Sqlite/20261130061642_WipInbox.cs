using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PrivateFed.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WipInbox : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Reactions_PostId_MemberId_Kind",
                table: "Reactions");

            migrationBuilder.DropIndex(
                name: "IX_Reactions_PostId_RemoteActorId_Kind",
                table: "Reactions");

            migrationBuilder.AddColumn<int>(
                name: "Interruptions",
                table: "ReceivedActivities",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "ObjectUri",
                table: "ReceivedActivities",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SentAt",
                table: "ReceivedActivities",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Uri",
                table: "ReceivedActivities",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CommentId",
                table: "Reactions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EarlierUris",
                table: "Follows",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "WrittenAt",
                table: "Follows",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReceivedActivities_Retried",
                table: "ReceivedActivities",
                columns: new[] { "RemoteActorId", "Id" },
                filter: "\"HandledAt\" IS NULL AND \"SetAsideAt\" IS NULL AND \"RetryAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Reactions_CommentId_MemberId_Kind",
                table: "Reactions",
                columns: new[] { "CommentId", "MemberId", "Kind" },
                unique: true,
                filter: "\"CommentId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Reactions_CommentId_RemoteActorId_Kind",
                table: "Reactions",
                columns: new[] { "CommentId", "RemoteActorId", "Kind" },
                unique: true,
                filter: "\"CommentId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Reactions_PostId",
                table: "Reactions",
                column: "PostId");

            migrationBuilder.CreateIndex(
                name: "IX_Reactions_PostId_MemberId_Kind",
                table: "Reactions",
                columns: new[] { "PostId", "MemberId", "Kind" },
                unique: true,
                filter: "\"CommentId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Reactions_PostId_RemoteActorId_Kind",
                table: "Reactions",
                columns: new[] { "PostId", "RemoteActorId", "Kind" },
                unique: true,
                filter: "\"CommentId\" IS NULL");

            migrationBuilder.AddForeignKey(
                name: "FK_Reactions_Comments_CommentId",
                table: "Reactions",
                column: "CommentId",
                principalTable: "Comments",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Reactions_Comments_CommentId",
                table: "Reactions");

            migrationBuilder.DropIndex(
                name: "IX_ReceivedActivities_Retried",
                table: "ReceivedActivities");

            migrationBuilder.DropIndex(
                name: "IX_Reactions_CommentId_MemberId_Kind",
                table: "Reactions");

            migrationBuilder.DropIndex(
                name: "IX_Reactions_CommentId_RemoteActorId_Kind",
                table: "Reactions");

            migrationBuilder.DropIndex(
                name: "IX_Reactions_PostId",
                table: "Reactions");

            migrationBuilder.DropIndex(
                name: "IX_Reactions_PostId_MemberId_Kind",
                table: "Reactions");

            migrationBuilder.DropIndex(
                name: "IX_Reactions_PostId_RemoteActorId_Kind",
                table: "Reactions");

            migrationBuilder.DropColumn(
                name: "Interruptions",
                table: "ReceivedActivities");

            migrationBuilder.DropColumn(
                name: "ObjectUri",
                table: "ReceivedActivities");

            migrationBuilder.DropColumn(
                name: "SentAt",
                table: "ReceivedActivities");

            migrationBuilder.DropColumn(
                name: "Uri",
                table: "ReceivedActivities");

            migrationBuilder.DropColumn(
                name: "CommentId",
                table: "Reactions");

            migrationBuilder.DropColumn(
                name: "EarlierUris",
                table: "Follows");

            migrationBuilder.DropColumn(
                name: "WrittenAt",
                table: "Follows");

            migrationBuilder.CreateIndex(
                name: "IX_Reactions_PostId_MemberId_Kind",
                table: "Reactions",
                columns: new[] { "PostId", "MemberId", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reactions_PostId_RemoteActorId_Kind",
                table: "Reactions",
                columns: new[] { "PostId", "RemoteActorId", "Kind" },
                unique: true);
        }
    }
}
