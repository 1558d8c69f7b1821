using System.Text.Json.Nodes;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Media;

namespace PrivateFed.Posts.ActivityPub;

/// <summary>ActivityPub documents of a member's comment.</summary>
public static class CommentDocument
{
    /// <param name="comment">A member's comment, with the member's actor and the photo loaded.</param>
    /// <param name="address">The addressing for the receiving server.</param>
    /// <param name="photoUrl">The URL under which the receiver may fetch a photo.</param>
    public static JsonObject Of(Comment comment, CommentAddress address, Addresses addresses, Func<Photo, string> photoUrl)
    {
        var note = new JsonObject
        {
            ["id"] = addresses.Comment(comment.Id),
            ["type"] = "Note",
            ["attributedTo"] = addresses.Actor(comment.Member!.Actor.Handle),
            ["inReplyTo"] = address.InReplyTo,
            ["to"] = NoteDocument.Array(address.To),
            ["cc"] = NoteDocument.Array(address.Cc),
            ["published"] = WireJson.FormatTime(comment.PublishedAt),
            ["url"] = addresses.CommentPage(comment.PostId, comment.Id),
            ["content"] = HtmlBlocks.Close(comment.Html),
            ["source"] = new JsonObject { ["content"] = comment.Text, ["mediaType"] = "text/markdown" },
            ["sensitive"] = false,
            ["attachment"] = comment.Photo is { } photo ? new JsonArray(NoteDocument.Attachment(photo, photoUrl(photo))) : new JsonArray(),
            ["tag"] = NoteDocument.Mentions(address.Mentioned),
        };
        if (comment.EditedAt is { } edited)
        {
            note["updated"] = WireJson.FormatTime(edited);
        }
        return note;
    }

    /// <summary>The Tombstone of a deleted comment.</summary>
    public static JsonObject Tombstone(Comment comment, Addresses addresses) => new()
    {
        ["id"] = addresses.Comment(comment.Id),
        ["type"] = "Tombstone",
        ["deleted"] = WireJson.FormatTime(comment.DeletedAt ?? comment.PublishedAt),
    };
}
