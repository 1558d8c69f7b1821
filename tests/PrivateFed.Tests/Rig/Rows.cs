using Xunit.v3;

namespace PrivateFed.Tests.Rig;

/// <summary>Rows of a theory.</summary>
internal static class Rows
{
    /// <summary>
    /// The first of them run on both databases; the others, which differ from those in what no database sees, on SQLite alone
    /// (docs/decisions/tests-on-two-databases.md).
    /// </summary>
    public static T FirstOnBoth<T>(T rows, int first = 1)
        where T : IEnumerable<TheoryDataRowBase>
    {
        foreach (var row in rows.Skip(first))
        {
            row.Traits["Database"] = ["none"];
        }
        return rows;
    }
}
