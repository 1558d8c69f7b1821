namespace PrivateFed.Operations;

/// <summary>The one house that this server holds; its row is made by set-up.</summary>
public sealed class House
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public required string Name { get; set; }

    /// <summary>host[:port]; every id is built on it, so it never changes.</summary>
    public required string Domain { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }
}
