namespace PrivateFed.Members.Consents;

/// <summary>A member's consent to the house's text: which version, since when, and until when.</summary>
public sealed class Consent
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MemberId { get; init; }

    /// <summary>The version of the <see cref="HouseText"/> that the member read.</summary>
    public required int Version { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; set; }
}
