using PrivateFed.Media;

namespace PrivateFed.Posts;

/// <summary>Validates the contents of a post.</summary>
public static class PostText
{
    /// <param name="lifeEvent">Its title alone is enough: text may then be empty.</param>
    /// <param name="photos">Number of photos.</param>
    /// <param name="sharedAt">When the post is shared.</param>
    public static Refusal? Check(string text, LifeEvent lifeEvent, int photos, DateTimeOffset sharedAt) => text.Trim() switch
    {
        { Length: 0 } when photos == 0
            && lifeEvent.Title.Length == 0 => new Refusal("There's nothing to share yet: please write something or add a photo."),
        { Length: > Post.TextLength } long_ =>
            new Refusal("The text has {0:N0} characters; the limit is {1:N0}.", long_.Length, Post.TextLength),
        var said when said.Contains('\0', StringComparison.Ordinal) => new Refusal("The text contains a character that can't be "
            + "saved (NUL)."),
        _ => lifeEvent.Check(sharedAt),
    };

    /// <summary>Photo descriptions are saved whole or refused, never truncated.</summary>
    public static Refusal? CheckDescriptions(IEnumerable<string> descriptions) =>
        descriptions.Select(text => text.Trim())
            .FirstOrDefault(text => text.Length > Photo.DescriptionLength || text.Contains('\0', StringComparison.Ordinal)) switch
        {
            null => null,
            { Length: > Photo.DescriptionLength } long_ =>
                new Refusal("A photo description has {0:N0} characters; the limit is {1:N0}.", long_.Length, Photo.DescriptionLength),
            _ => new Refusal("The text contains a character that can't be saved (NUL)."),
        };
}
