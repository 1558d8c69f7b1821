using PrivateFed.Members;

namespace PrivateFed.Demo;

/// <summary>A made-up member of the house.</summary>
internal sealed record DemoMember(string Name, string Handle, Role Role, string Who);

/// <summary>A made-up person on another server, which does not exist either.</summary>
internal sealed record DemoNeighbour(
    string Name, string Handle, string Host, string About, int AccountDays, int AskedDaysAgo, string Software, string Version);

/// <summary>The demo's family, and the people who would like to follow it.</summary>
internal static class DemoPeople
{
    public const string HouseName = "The Lindgrens";
    public const string Domain = "lindgren.example";

    public static readonly DemoMember Mara = new("Mara Lindgren", "mara", Role.Owner, "owner, mother of Nils and Ida");

    public static readonly IReadOnlyList<DemoMember> Others =
    [
        new("Tom Lindgren", "tom", Role.Owner, "second owner, their father"),
        new("Ingrid Lindgren", "ingrid", Role.Member, "grandmother, reads every evening"),
        new("Lena Holm", "lena", Role.Author, "author, Tom's sister"),
        new("Karl Holm", "karl", Role.Member, "her husband"),
        new("Olle Holm", "olle", Role.Member, "their son, fifteen"),
        new("Astrid Berg", "astrid", Role.Member, "Mara's mother"),
        new("Sofie Lund", "sofie", Role.Member, "Ida's godmother"),
        new("Bo Berg", "bo", Role.Member, "Mara's brother, reads from the oil rig"),
    ];

    /// <summary>Invited, but has not joined yet.</summary>
    public const string Guest = "Märit";

    /// <summary>The circles and their members.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Circles = new Dictionary<string, string[]>
    {
        ["Grandparents"] = ["ingrid", "astrid"],
        ["Holms"] = ["lena", "karl", "olle"],
    };

    public static readonly DemoNeighbour Joe =
        new("Joe Miller", "joe", "friends.example", "<p>Tom's friend from the choir. Bread, bicycles, Bach.</p>", 2_400, 20, "mastodon",
            "4.5.2");

    public static readonly IReadOnlyList<DemoNeighbour> Waiting =
    [
        new("Hanna Vik", "hanna", "town.example", "<p>Teacher in Lund. I was at school with Mara.</p>", 1_600, 1, "pixelfed", "0.12.4"),
        new("good deals 4 you", "deals0417", "crowd.example", "", 3, 0, "misskey", "2025.11.0"),
    ];
}
