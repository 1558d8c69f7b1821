using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Storage;

namespace PrivateFed.Members.Consents;

/// <summary>
/// The text that everybody reads and agrees to before they come in. A version never changes: a new wording is a new version.
/// </summary>
public sealed class HouseText
{
    public const int TextLength = 4000;

    /// <summary>Starts at 1 and increases by 1.</summary>
    public required int Version { get; init; }

    /// <summary>Markdown.</summary>
    public required string Text { get; init; }

    /// <summary>Null for the wording that comes with the program.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    public Guid? WrittenById { get; init; }

    /// <summary>The current wording.</summary>
    public static async Task<HouseText> CurrentAsync(HouseDb db, CancellationToken cancellation) =>
        await db.HouseTexts.AsNoTracking().OrderByDescending(text => text.Version).FirstOrDefaultAsync(cancellation) ?? First;

    /// <summary>The wording of a version that somebody agreed to.</summary>
    public static async Task<HouseText> FindVersionAsync(HouseDb db, int version, CancellationToken cancellation) =>
        await db.HouseTexts.AsNoTracking().SingleOrDefaultAsync(text => text.Version == version, cancellation) ?? First;

    /// <summary>All wordings, newest first.</summary>
    public static async Task<IReadOnlyList<HouseText>> AllAsync(HouseDb db, CancellationToken cancellation)
    {
        var written = await db.HouseTexts.AsNoTracking().OrderByDescending(text => text.Version).ToListAsync(cancellation);
        return written.Count > 0 && written[^1].Version == First.Version ? written : [.. written, First];
    }

    /// <summary>
    /// Version 1 for a house set up in another language than English. It is stored as a row, so that it stays as people read it.
    /// </summary>
    public static HouseText FirstIn(IStringLocalizer<Texts> texts) => new()
    {
        Version = First.Version,
        Text = $"""
            {texts["This is a family's own site. There are no ads, and nothing you do here is sold or tracked."]}

            - {texts["You'll see photos of our children and of each other. Please don't pass them on."]}
            - {texts["We keep your name, what you write, which devices you use, and when you were last here. Nothing else."]}
            - {texts["The people who look after this site can read what's written here and can remove people."]}
            - {texts["What you write can be read by everyone who can see the same post, including relatives who follow it from "
                + "other servers."]}
            - {texts["You can leave whenever you like. If you want, everything you wrote here is then erased."]}
            """,
    };

    /// <summary>
    /// Version 1 for a house set up in English. People agreed to these very words: to improve them, a house writes version 2.
    /// </summary>
    public static readonly HouseText First = new()
    {
        Version = 1,
        Text = """
            This is a family's own site. There are no advertisements, and nothing that you do here is sold or counted.

            - You will see photos of our children and of each other. Please do not pass them on.
            - We keep your name, what you write, from which devices you come, and when you were last here. Nothing else.
            - Whoever looks after the house can read what is written here, and can remove people.
            - What you write is read by everybody who sees the same post, also by relatives who follow it from other servers.
            - You can leave whenever you like. If you wish, everything that you wrote here is erased then.
            """,
    };
}
