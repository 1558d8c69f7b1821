using System;
using System.Collections.Generic;
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
            migrationBuilder.DropIndex(
                name: "IX_Reactions_PostId_MemberId_Kind",
                table: "Reactions");

            migrationBuilder.DropIndex(
                name: "IX_Reactions_PostId_RemoteActorId_Kind",
                table: "Reactions");

            migrationBuilder.DropColumn(
                name: "InstanceActorId",
                table: "RemoteHosts");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ProvedAt",
                table: "Sessions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "BlockedAt",
                table: "RemoteHosts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "InstanceActorUri",
                table: "RemoteHosts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "LearnDueAt",
                table: "RemoteHosts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "LearnedAt",
                table: "RemoteHosts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MediaHost",
                table: "RemoteHosts",
                type: "text",
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

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "PictureFetchedAt",
                table: "RemoteActors",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Interruptions",
                table: "ReceivedActivities",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "ObjectUri",
                table: "ReceivedActivities",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SentAt",
                table: "ReceivedActivities",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Uri",
                table: "ReceivedActivities",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CommentId",
                table: "Reactions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsHidden",
                table: "Reactions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "AvatarId",
                table: "Members",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<List<string>>(
                name: "EarlierUris",
                table: "Follows",
                type: "text[]",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "WrittenAt",
                table: "Follows",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsHidden",
                table: "Comments",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "CustomEmojis",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    HostId = table.Column<Guid>(type: "uuid", nullable: false),
                    Shortcode = table.Column<string>(type: "text", nullable: false),
                    Url = table.Column<string>(type: "text", nullable: false),
                    BroughtById = table.Column<Guid>(type: "uuid", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FetchedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    HasPicture = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomEmojis", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CustomEmojis_RemoteActors_BroughtById",
                        column: x => x.BroughtById,
                        principalTable: "RemoteActors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CustomEmojis_RemoteHosts_HostId",
                        column: x => x.HostId,
                        principalTable: "RemoteHosts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "HalfwaySignIns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SecretHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    EndsAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    WrongCodes = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HalfwaySignIns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HalfwaySignIns_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PastKeys",
                columns: table => new
                {
                    RemoteActorId = table.Column<Guid>(type: "uuid", nullable: false),
                    Fingerprint = table.Column<string>(type: "text", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PastKeys", x => new { x.RemoteActorId, x.Fingerprint });
                    table.ForeignKey(
                        name: "FK_PastKeys_RemoteActors_RemoteActorId",
                        column: x => x.RemoteActorId,
                        principalTable: "RemoteActors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UsedChallenges",
                columns: table => new
                {
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    EndsAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsedChallenges", x => x.Hash);
                });

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

            migrationBuilder.CreateIndex(
                name: "IX_CustomEmojis_BroughtById",
                table: "CustomEmojis",
                column: "BroughtById");

            migrationBuilder.CreateIndex(
                name: "IX_CustomEmojis_DueAt",
                table: "CustomEmojis",
                column: "DueAt",
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CustomEmojis_HostId_Shortcode",
                table: "CustomEmojis",
                columns: new[] { "HostId", "Shortcode" });

            migrationBuilder.CreateIndex(
                name: "IX_HalfwaySignIns_MemberId",
                table: "HalfwaySignIns",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_HalfwaySignIns_SecretHash",
                table: "HalfwaySignIns",
                column: "SecretHash",
                unique: true);

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

            migrationBuilder.DropTable(
                name: "CustomEmojis");

            migrationBuilder.DropTable(
                name: "HalfwaySignIns");

            migrationBuilder.DropTable(
                name: "PastKeys");

            migrationBuilder.DropTable(
                name: "UsedChallenges");

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
                name: "ProvedAt",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "BlockedAt",
                table: "RemoteHosts");

            migrationBuilder.DropColumn(
                name: "InstanceActorUri",
                table: "RemoteHosts");

            migrationBuilder.DropColumn(
                name: "LearnDueAt",
                table: "RemoteHosts");

            migrationBuilder.DropColumn(
                name: "LearnedAt",
                table: "RemoteHosts");

            migrationBuilder.DropColumn(
                name: "MediaHost",
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

            migrationBuilder.DropColumn(
                name: "PictureFetchedAt",
                table: "RemoteActors");

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
                name: "IsHidden",
                table: "Reactions");

            migrationBuilder.DropColumn(
                name: "AvatarId",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "EarlierUris",
                table: "Follows");

            migrationBuilder.DropColumn(
                name: "WrittenAt",
                table: "Follows");

            migrationBuilder.DropColumn(
                name: "IsHidden",
                table: "Comments");

            migrationBuilder.AddColumn<Guid>(
                name: "InstanceActorId",
                table: "RemoteHosts",
                type: "uuid",
                nullable: true);

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
