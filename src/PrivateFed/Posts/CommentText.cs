namespace PrivateFed.Posts;

/// <summary>Validates the text of a member's comment.</summary>
public static class CommentText
{
    /// <param name="hasPhoto">A photo needs no words.</param>
    public static Refusal? Check(string text, bool hasPhoto) => text.Trim() switch
    {
        { Length: 0 } when !hasPhoto => new Refusal("There's nothing to send yet: please write something."),
        { Length: > Comment.TextLength } long_ => new Refusal(
            "The comment has {0:N0} characters; the limit is {1:N0}. Your words are still here: please shorten them, or send them "
                + "in two parts.",
            long_.Length, Comment.TextLength),
        var said when said.Contains('\0', StringComparison.Ordinal) =>
            new Refusal("The comment contains a character that can't be saved (NUL)."),
        _ => null,
    };
}
