using System;
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
            migrationBuilder.DropIndex(
                name: "IX_Reactions_PostId_MemberId_Kind",
                table: "Reactions");

            migrationBuilder.DropIndex(
                name: "IX_Reactions_PostId_RemoteActorId_Kind",
                table: "Reactions");

            // SQLite itself drops a column and adds one with a foreign key. EF Core would rebuild both tables, outside of a transaction and with a
            // warning.
            migrationBuilder.Sql("""ALTER TABLE "RemoteHosts" DROP COLUMN "InstanceActorId";""");

            migrationBuilder.AddColumn<string>(
                name: "SoftwareVersion",
                table: "RemoteHosts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ProvedAt",
                table: "Sessions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "BlockedAt",
                table: "RemoteHosts",
                type: "INTEGER",
                nullable: true);

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

            migrationBuilder.AddColumn<long>(
                name: "LearnedAt",
                table: "RemoteHosts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MediaHost",
                table: "RemoteHosts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Software",
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

            migrationBuilder.AddColumn<long>(
                name: "PictureFetchedAt",
                table: "RemoteActors",
                type: "INTEGER",
                nullable: true);

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

            migrationBuilder.Sql("""ALTER TABLE "Reactions" ADD COLUMN "CommentId" TEXT NULL REFERENCES "Comments" ("Id") ON DELETE CASCADE;""");

            migrationBuilder.AddColumn<bool>(
                name: "IsHidden",
                table: "Reactions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "AvatarId",
                table: "Members",
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

            migrationBuilder.AddColumn<bool>(
                name: "IsHidden",
                table: "Comments",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "CustomEmojis",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    HostId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Shortcode = table.Column<string>(type: "TEXT", nullable: false),
                    Url = table.Column<string>(type: "TEXT", nullable: false),
                    BroughtById = table.Column<Guid>(type: "TEXT", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FetchedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    HasPicture = table.Column<bool>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SecretHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    WrongCodes = table.Column<int>(type: "INTEGER", nullable: false)
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
                    RemoteActorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: false)
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
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false)
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

            migrationBuilder.DropColumn(
                name: "SoftwareVersion",
                table: "RemoteHosts");

            migrationBuilder.AddColumn<Guid>(
                name: "InstanceActorId",
                table: "RemoteHosts",
                type: "TEXT",
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
