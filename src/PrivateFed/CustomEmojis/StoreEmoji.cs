using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.JsonLd.Entities;
using PrivateFed.Storage;

namespace PrivateFed.CustomEmojis;

/// <summary>What a document says of one custom emoji.</summary>
public readonly record struct EmojiTag(string Shortcode, string Url);

/// <summary>
/// Keeps which custom emoji somebody elsewhere uses in a note, a reaction or their name. Kept is their address alone; <see cref="FetchEmoji"/> fetches
/// them, if their user is let in.
/// </summary>
public static partial class StoreEmoji
{
    /// <summary>Of one document.</summary>
    public const int MostInOne = 20;

    /// <summary>Rows of one server.</summary>
    public const int MostOfHost = 500;

    /// <summary>An emoji that has another address, or could not be had, is asked for again after this time.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromDays(1);

    /// <summary>The custom emoji among a document's tags.</summary>
    public static IReadOnlyList<EmojiTag> In(IReadOnlyList<Reference<Wire.Thing>> tags) =>
    [
        .. (from tag in tags.Take(MostInOne * 10)
            let emoji = tag.Embedded as Wire.Emoji
            where emoji is not null
            let name = Written().Match(emoji.Name?.Value ?? "")
            let url = emoji.Icon is [{ } icon, ..] ? icon.Embedded?.Address() ?? icon.Id : null
            where name.Success && Authority.Of(url) is not null
            select new EmojiTag(name.Groups["name"].Value, url)).DistinctBy(emoji => emoji.Shortcode).Take(MostInOne),
    ];

    /// <summary>Those of an activity and of what it is about, if its actor is let in; the caller saves.</summary>
    public static async Task StageFromActivityAsync(HouseDb db, RemoteActor person, Wire.Activity activity, DateTimeOffset now, CancellationToken cancellation)
    {
        // What an actor's own document names is kept with the actor.
        var about = activity is Wire.Create or Wire.Update && activity.Object is [{ Embedded: { } thing and not Wire.Actor }, ..] ? thing.Tag : [];
        var emoji = In([.. activity.Tag, .. about]);
        if (emoji.Count > 0 && await db.Follows.AnyAsync(follow => follow.RemoteActorId == person.Id && follow.State == FollowState.Accepted, cancellation))
        {
            await StageAsync(db, person, person.Host, emoji, now, cancellation);
        }
    }

    /// <summary>Tracks rows for these emoji; the caller saves.</summary>
    public static async Task StageAsync(HouseDb db, RemoteActor person, RemoteHost host, IReadOnlyList<EmojiTag> emoji, DateTimeOffset now, CancellationToken cancellation)
    {
        var there = emoji.Where(one => IsTheirs(one.Url, host.Name, person.IconUrl)).ToList();
        if (there.Count == 0)
        {
            return;
        }
        var shortcodes = there.ConvertAll(one => one.Shortcode);
        var known = await db.CustomEmojis.Where(row => row.HostId == host.Id && shortcodes.Contains(row.Shortcode)).ToListAsync(cancellation);
        var room = MostOfHost - await db.CustomEmojis.CountAsync(row => row.HostId == host.Id, cancellation);
        foreach (var one in there)
        {
            if (known.Find(row => row.Shortcode == one.Shortcode) is { } row)
            {
                Renew(row, one, person, now);
            }
            else if (room-- > 0)
            {
                db.CustomEmojis.Add(new CustomEmoji { HostId = host.Id, Shortcode = one.Shortcode, Url = one.Url, BroughtById = person.Id, DueAt = now });
            }
        }
    }

    private static void Renew(CustomEmoji row, EmojiTag said, RemoteActor person, DateTimeOffset now)
    {
        if (row.FetchedAt is null)
        {
            // Who used it first may not be let in any more.
            (row.Url, row.BroughtById, row.DueAt) = (said.Url, person.Id, row.DueAt ?? now);
        }
        else if ((row.Url != said.Url || !row.HasPicture) && row.FetchedAt < now - Again)
        {
            (row.Url, row.BroughtById, row.DueAt) = (said.Url, person.Id, now);
        }
    }

    /// <summary>Whether an address is on the server, below its name, or where the picture of its user is: servers have one place for all media.</summary>
    private static bool IsTheirs(string url, string host, string? iconUrl) =>
        Authority.Of(url) is { } place && (place == host || place.EndsWith($".{host}", StringComparison.Ordinal) || place == Authority.Of(iconUrl));

    // Misskey adds the server to those of others.
    [GeneratedRegex("^:?(?<name>[A-Za-z0-9_+-]{1,38})(@[A-Za-z0-9.:-]{0,253})?:?$", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
