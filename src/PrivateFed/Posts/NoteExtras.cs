using System.Text.Json;

namespace PrivateFed.Posts;

/// <summary>Files and poll that came with a Note from another server.</summary>
/// <param name="Files">They stay on their server; pages only link to them.</param>
/// <param name="Poll">Answers in order; empty when there is no poll.</param>
public sealed record NoteExtras(IReadOnlyList<LinkedFile> Files, IReadOnlyList<PollAnswer> Poll)
{
    public string ToText() => JsonSerializer.Serialize(this);

    public static NoteExtras FromText(string text) => JsonSerializer.Deserialize<NoteExtras>(text)!;
}

/// <summary>A file on another server.</summary>
/// <param name="Url">https or http, in the normalised form that browsers use.</param>
/// <param name="Kind">In English: "A picture".</param>
/// <param name="Description">Alternative text; may be empty.</param>
public sealed record LinkedFile(string Url, string Kind, string Description)
{
    public string Host => new Uri(Url).Authority;
}

/// <summary>One answer of a poll on another server, with the number of votes that its server reported.</summary>
public sealed record PollAnswer(string Text, int Votes);
