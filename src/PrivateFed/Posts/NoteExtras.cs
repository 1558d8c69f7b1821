using System.Text.Json;

namespace PrivateFed.Posts;

/// <summary>What may come with the words of a Note from elsewhere.</summary>
/// <param name="Files">They stay where they are; pages only name them.</param>
/// <param name="Poll">Its answers in order; empty when there is none.</param>
public sealed record NoteExtras(IReadOnlyList<LinkedFile> Files, IReadOnlyList<PollAnswer> Poll)
{
    public string ToText() => JsonSerializer.Serialize(this);

    public static NoteExtras FromText(string text) => JsonSerializer.Deserialize<NoteExtras>(text)!;
}

/// <summary>A file on another server.</summary>
/// <param name="Url">https or http, as browsers write it.</param>
/// <param name="Kind">In words: "A picture".</param>
/// <param name="Description">Alternative text; may be empty.</param>
public sealed record LinkedFile(string Url, string Kind, string Description)
{
    public string Host => new Uri(Url).Authority;
}

/// <summary>One answer that can be chosen in a poll elsewhere, and how often it was, by its server's word.</summary>
public sealed record PollAnswer(string Text, int Votes);
