using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PrivateFed.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Deliveries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Activities_PostId",
                table: "Activities");

            migrationBuilder.AddColumn<int>(
                name: "Refusals",
                table: "Deliveries",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "Reports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RemoteActorId = table.Column<Guid>(type: "uuid", nullable: false),
                    ActorId = table.Column<Guid>(type: "uuid", nullable: true),
                    Text = table.Column<string>(type: "text", nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SeenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Reports_Actors_ActorId",
                        column: x => x.ActorId,
                        principalTable: "Actors",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Reports_RemoteActors_RemoteActorId",
                        column: x => x.RemoteActorId,
                        principalTable: "RemoteActors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PostReport",
                columns: table => new
                {
                    PostsId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReportId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PostReport", x => new { x.PostsId, x.ReportId });
                    table.ForeignKey(
                        name: "FK_PostReport_Posts_PostsId",
                        column: x => x.PostsId,
                        principalTable: "Posts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PostReport_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReceivedActivities_SetAsideAt",
                table: "ReceivedActivities",
                column: "SetAsideAt",
                filter: "\"SetAsideAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_GivenUp",
                table: "Deliveries",
                columns: new[] { "HostId", "GivenUpAt" },
                filter: "\"GivenUpAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_PostId_CreatedAt",
                table: "Activities",
                columns: new[] { "PostId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PostReport_ReportId",
                table: "PostReport",
                column: "ReportId");

            migrationBuilder.CreateIndex(
                name: "IX_Reports_ActorId",
                table: "Reports",
                column: "ActorId");

            migrationBuilder.CreateIndex(
                name: "IX_Reports_RemoteActorId",
                table: "Reports",
                column: "RemoteActorId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PostReport");

            migrationBuilder.DropTable(
                name: "Reports");

            migrationBuilder.DropIndex(
                name: "IX_ReceivedActivities_SetAsideAt",
                table: "ReceivedActivities");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_GivenUp",
                table: "Deliveries");

            migrationBuilder.DropIndex(
                name: "IX_Activities_PostId_CreatedAt",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "Refusals",
                table: "Deliveries");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_PostId",
                table: "Activities",
                column: "PostId");
        }
    }
}
