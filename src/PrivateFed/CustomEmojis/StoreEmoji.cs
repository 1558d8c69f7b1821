using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.JsonLd.Entities;
using PrivateFed.Storage;

namespace PrivateFed.CustomEmojis;

/// <summary>A custom emoji as a document names it.</summary>
public readonly record struct EmojiTag(string Shortcode, string Url);

/// <summary>
/// Stores which custom emoji a remote actor uses in a note, a reaction or their name. Only their URLs are stored; <see cref="FetchEmoji"/>
/// fetches them if the actor is accepted.
/// </summary>
public static partial class StoreEmoji
{
    /// <summary>The most emoji taken from one document.</summary>
    public const int MaxPerDocument = 20;

    /// <summary>The most rows for one server.</summary>
    public const int MaxPerHost = 500;

    /// <summary>An emoji with a new URL, or one whose fetch failed, is fetched again after this time.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromDays(1);

    /// <summary>The custom emoji among a document's tags.</summary>
    public static IReadOnlyList<EmojiTag> Parse(IReadOnlyList<Reference<Wire.Thing>> tags) =>
    [
        .. (from tag in tags.Take(MaxPerDocument * 10)
            let emoji = tag.Embedded as Wire.Emoji
            where emoji is not null
            let name = ShortcodePattern().Match(emoji.Name?.Value ?? "")
            let url = emoji.Icon is [{ } icon, ..] ? icon.Embedded?.Address() ?? icon.Id : null
            where name.Success && Authority.Of(url) is not null
            select new EmojiTag(name.Groups["name"].Value, url)).DistinctBy(emoji => emoji.Shortcode).Take(MaxPerDocument),
    ];

    /// <summary>Stages the emoji of an activity and of its object, if its actor is accepted; the caller saves.</summary>
    public static async Task StageFromActivityAsync(
        HouseDb db, RemoteActor actor, Wire.Activity activity, DateTimeOffset now, CancellationToken cancellation)
    {
        // Emoji in an actor's own document are stored with the actor.
        var about = activity is Wire.Create or Wire.Update && activity.Object is [{ Embedded: { } thing and not Wire.Actor }, ..]
            ? thing.Tag
            : [];
        var emoji = Parse([.. activity.Tag, .. about]);
        if (emoji.Count > 0
            && await db.Follows.AnyAsync(follow => follow.RemoteActorId == actor.Id && follow.State == FollowState.Accepted, cancellation))
        {
            await StageAsync(db, actor, actor.Host, emoji, now, cancellation);
        }
    }

    /// <summary>Tracks rows for these emoji; the caller saves.</summary>
    public static async Task StageAsync(
        HouseDb db, RemoteActor actor, RemoteHost host, IReadOnlyList<EmojiTag> emoji, DateTimeOffset now, CancellationToken cancellation)
    {
        var usable = emoji.Where(one => IsTheirs(one.Url, host.Name, actor.IconUrl)).ToList();
        if (usable.Count == 0)
        {
            return;
        }
        var shortcodes = usable.ConvertAll(one => one.Shortcode);
        var existing = await db.CustomEmojis.Where(row => row.HostId == host.Id && shortcodes.Contains(row.Shortcode))
            .ToListAsync(cancellation);
        var room = MaxPerHost - await db.CustomEmojis.CountAsync(row => row.HostId == host.Id, cancellation);
        foreach (var one in usable)
        {
            if (existing.Find(row => row.Shortcode == one.Shortcode) is { } row)
            {
                Update(row, one, actor, now);
            }
            else if (room-- > 0)
            {
                db.CustomEmojis.Add(
                    new CustomEmoji { HostId = host.Id, Shortcode = one.Shortcode, Url = one.Url, BroughtById = actor.Id, DueAt = now });
            }
        }
    }

    private static void Update(CustomEmoji row, EmojiTag tag, RemoteActor actor, DateTimeOffset now)
    {
        if (row.FetchedAt is null)
        {
            // The first actor to use it may no longer be accepted.
            (row.Url, row.BroughtById, row.DueAt) = (tag.Url, actor.Id, row.DueAt ?? now);
        }
        else if ((row.Url != tag.Url || !row.HasPicture) && row.FetchedAt < now - RetryInterval)
        {
            (row.Url, row.BroughtById, row.DueAt) = (tag.Url, actor.Id, now);
        }
    }

    /// <summary>
    /// Whether a URL is on the server, on a subdomain, or on the host of the actor's avatar: servers keep all media in one place.
    /// </summary>
    private static bool IsTheirs(string url, string host, string? iconUrl) =>
        Authority.Of(url) is { } urlHost
            && (urlHost == host || urlHost.EndsWith($".{host}", StringComparison.Ordinal) || urlHost == Authority.Of(iconUrl));

    // Misskey appends the server to emoji from elsewhere.
    [GeneratedRegex("^:?(?<name>[A-Za-z0-9_+-]{1,38})(@[A-Za-z0-9.:-]{0,253})?:?$", RegexOptions.CultureInvariant)]
    private static partial Regex ShortcodePattern();
}
