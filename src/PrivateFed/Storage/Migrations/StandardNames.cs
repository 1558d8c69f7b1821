using Microsoft.EntityFrameworkCore.Migrations;

namespace PrivateFed.Storage.Migrations;

/// <summary>
/// What the migration <c>StandardNames</c> renames in both databases: tables get the names of their entities, columns and stored values the terms
/// of the field. By hand, since EF Core would drop a table whose entity has another name, too, and make an empty one.
/// </summary>
internal static class StandardNames
{
    private static readonly (string Old, string New)[] Tables =
    [
        ("Deeds", "AuditEntries"),
        ("Findables", "SearchEntries"),
        ("HalfwaySignIns", "PendingSignIns"),
        ("Letterboxes", "MailPreferences"),
        ("Letters", "Emails"),
        ("PostOffices", "MailServers"),
    ];

    /// <summary>The tables by their new names, here and below.</summary>
    private static readonly (string Table, string Old, string New)[] Columns =
    [
        ("Albums", "MadeAt", "CreatedAt"),
        ("Albums", "MakerId", "CreatedById"),
        ("AuditEntries", "Kind", "Action"),
        ("Consents", "TakenBackAt", "WithdrawnAt"),
        ("Drafts", "KeptAt", "SavedAt"),
        ("Emails", "Sealed", "SealedSecret"),
        ("Invitations", "MadeAt", "CreatedAt"),
        ("MailPreferences", "WantedAddress", "UnconfirmedAddress"),
        ("MailServers", "Show", "Content"),
        ("News", "LetterId", "EmailId"),
        ("PushDevices", "ToldUntil", "NotifiedUntil"),
        ("RemoteHosts", "LearnDueAt", "DiscoveryDueAt"),
        ("RemoteHosts", "LearnedAt", "DiscoveredAt"),
        ("SignInLinks", "MadeAt", "CreatedAt"),
    ];

    private static readonly (string Table, string Old, string New)[] Indexes =
    [
        ("Albums", "IX_Albums_MakerId", "IX_Albums_CreatedById"),
        ("AuditEntries", "IX_Deeds_AboutId_Id", "IX_AuditEntries_AboutId_Id"),
        ("AuditEntries", "IX_Deeds_WhoId_Id", "IX_AuditEntries_WhoId_Id"),
        ("Deliveries", "IX_Deliveries_Owed", "IX_Deliveries_Pending"),
        ("Emails", "IX_Letters_DueAt", "IX_Emails_DueAt"),
        ("News", "IX_News_LetterId", "IX_News_EmailId"),
        ("PendingSignIns", "IX_HalfwaySignIns_MemberId", "IX_PendingSignIns_MemberId"),
        ("PendingSignIns", "IX_HalfwaySignIns_SecretHash", "IX_PendingSignIns_SecretHash"),
        ("SearchEntries", "IX_Findables_CommentId", "IX_SearchEntries_CommentId"),
        ("SearchEntries", "IX_Findables_PhotoId", "IX_SearchEntries_PhotoId"),
        ("SearchEntries", "IX_Findables_PostId", "IX_SearchEntries_PostId"),
        ("SearchEntries", "IX_Findables_SourceId", "IX_SearchEntries_SourceId"),
    ];

    private static readonly (string Table, string Column, string Old, string New)[] Values =
    [
        ("AuditEntries", "Action", "FollowerLetIn", "FollowerAccepted"),
        ("AuditEntries", "Action", "FollowerTurnedAway", "FollowerRejected"),
        ("Emails", "Kind", "AskedAtTheDoor", "SignInRequested"),
        ("News", "Kind", "LetterGivenUp", "EmailGivenUp"),
    ];

    public static void GiveStandardNames(this MigrationBuilder migration)
    {
        foreach (var (old, name) in Tables)
        {
            migration.RenameTable(old, newName: name);
        }
        foreach (var (table, old, name) in Columns)
        {
            migration.RenameColumn(old, table, name);
        }
        foreach (var (table, old, name) in Indexes)
        {
            migration.RenameIndex(old, name, table);
        }
        foreach (var (table, column, old, name) in Values)
        {
            migration.Sql($"""UPDATE "{table}" SET "{column}" = '{name}' WHERE "{column}" = '{old}';""");
        }
    }

    public static void TakeStandardNamesBack(this MigrationBuilder migration)
    {
        foreach (var (table, column, old, name) in Values)
        {
            migration.Sql($"""UPDATE "{table}" SET "{column}" = '{old}' WHERE "{column}" = '{name}';""");
        }
        foreach (var (table, old, name) in Columns)
        {
            migration.RenameColumn(name, table, old);
        }
        foreach (var (old, name) in Tables)
        {
            migration.RenameTable(name, newName: old);
        }
        foreach (var (table, old, name) in Indexes)
        {
            migration.RenameIndex(name, old, Tables.FirstOrDefault(renamed => renamed.New == table).Old ?? table);
        }
    }
}
