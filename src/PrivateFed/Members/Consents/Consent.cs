namespace PrivateFed.Members.Consents;

/// <summary>A member's yes to the house's text: to which version, when, and until when.</summary>
public sealed class Consent
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MemberId { get; init; }

    /// <summary>Of the <see cref="HouseText"/> that was read.</summary>
    public required int Version { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; set; }
}
