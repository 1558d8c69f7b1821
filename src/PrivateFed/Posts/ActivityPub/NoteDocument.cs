using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Xml;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Media;
using PrivateFed.Media.Films;

namespace PrivateFed.Posts.ActivityPub;

/// <summary>ActivityPub documents of a post.</summary>
public static class NoteDocument
{
    /// <summary>Number of attachments that Mastodon keeps; a longer album ends with a link to the post's page.</summary>
    private const int KeptAttachments = 4;

    /// <param name="post">With its photos in order.</param>
    /// <param name="handle">The author's handle.</param>
    /// <param name="address">The addressing for the receiving server.</param>
    /// <param name="replies">The comments that the receiving server may see (<see cref="Replies"/>); null when there are none yet.</param>
    /// <param name="photoUrl">The URL under which the receiver may fetch a photo.</param>
    public static JsonObject Of(Post post, string handle, PostAddress address, JsonObject? replies, Addresses addresses,
        Func<Photo, string> photoUrl)
    {
        var id = addresses.Post(post.Id);
        var note = new JsonObject
        {
            ["id"] = id,
            ["type"] = "Note",
            ["attributedTo"] = addresses.Actor(handle),
            // WordPress refuses a Note that does not have the key.
            ["inReplyTo"] = null,
            ["to"] = Array(address.To),
            ["cc"] = new JsonArray(),
            ["published"] = WireJson.FormatTime(post.PublishedAt),
            ["url"] = id,
            ["content"] = HtmlBlocks.Close(Content(post, id)),
            ["source"] = new JsonObject { ["content"] = post.Text, ["mediaType"] = "text/markdown" },
            ["sensitive"] = false,
            ["attachment"] = new JsonArray([.. post.Photos.Select(photo => Attachment(photo, photoUrl(photo)))]),
            ["tag"] = Mentions(address.Mentioned),
            ["replies"] = replies ?? Replies.Embedded(post.Id, [], 0, addresses),
        };
        if (post.EditedAt is { } edited)
        {
            note["updated"] = WireJson.FormatTime(edited);
        }
        return note;
    }

    public static JsonObject WithContext(this JsonObject document)
    {
        document.Insert(0, "@context", WireJson.NoteContext());
        return document;
    }

    /// <summary>The Tombstone of a deleted post.</summary>
    public static JsonObject Tombstone(Post post, Addresses addresses) => new()
    {
        ["id"] = addresses.Post(post.Id),
        ["type"] = "Tombstone",
        ["deleted"] = WireJson.FormatTime(post.DeletedAt ?? post.PublishedAt),
    };

    /// <summary>An activity with the same addressees as its object.</summary>
    public static JsonObject Activity(
        string type, Guid id, string handle, JsonObject note, IEnumerable<string> to, DateTimeOffset at, Addresses addresses,
        IEnumerable<string>? cc = null) =>
        new JsonObject
        {
            ["id"] = addresses.Activity(id),
            ["type"] = type,
            ["actor"] = addresses.Actor(handle),
            ["published"] = WireJson.FormatTime(at),
            ["to"] = Array(to),
            ["cc"] = Array(cc ?? []),
            ["object"] = note,
        }.WithContext();

    internal static JsonArray Mentions(IEnumerable<RemoteActor> people) =>
        new([.. people.Select(person => new JsonObject { ["type"] = "Mention", ["href"] = person.Uri,
            ["name"] = $"@{person.Handle}@{person.Host.Name}" })]);

    internal static JsonArray Array(IEnumerable<string> ids) => new([.. ids.Select(id => JsonValue.Create(id))]);

    private static string Content(Post post, string id)
    {
        var words = EventHeading(post.LifeEvent) + post.Html;
        return post.Photos.Count > KeptAttachments ? $"{words}<p><a href=\"{id}\">All {post.Photos.Count} photos</a></p>" : words;
    }

    /// <summary>"Birth: Ida" and the date of the event: a Note has no other field for them that servers show.</summary>
    private static string EventHeading(LifeEvent lifeEvent)
    {
        var kind = lifeEvent.Kind is { } named and not LifeEventKind.Another ? named.InEnglish() : "";
        string[] lines =
        [
            string.Join(": ", new[] { kind, lifeEvent.Title }.Where(part => part.Length > 0)),
            lifeEvent.HappenedOn?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) ?? "",
        ];
        var heading = string.Join(
            "<br>", lines.Where(line => line.Length > 0).Select(line => $"<strong>{WebUtility.HtmlEncode(line)}</strong>"));
        return heading.Length == 0 ? "" : $"<p>{heading}</p>";
    }

    /// <summary>A film that is not prepared yet is told of as the photo that stands for it.</summary>
    internal static JsonObject Attachment(Photo photo, string url) => photo.Film is { State: FilmState.Ready } film
        ? Attachment(film, url, photo.Description, photo.Blurhash)
        : new JsonObject
        {
            ["type"] = "Document",
            ["mediaType"] = "image/jpeg",
            ["url"] = url,
            ["name"] = photo.Description,
            ["width"] = photo.Width,
            ["height"] = photo.Height,
            ["blurhash"] = photo.Blurhash,
        };

    private static JsonObject Attachment(Film film, string url, string name, string blurhash)
    {
        var attachment = new JsonObject
        {
            ["type"] = "Document",
            ["mediaType"] = film.MediaType,
            ["url"] = url,
            ["name"] = name,
            ["duration"] = XmlConvert.ToString(TimeSpan.FromSeconds(Math.Round(film.Duration, 1))),
        };
        if (!film.IsVoice)
        {
            (attachment["width"], attachment["height"], attachment["blurhash"]) = (film.Width, film.Height, blurhash);
        }
        return attachment;
    }
}
