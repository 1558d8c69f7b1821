namespace PrivateFed.Web;

/// <summary>A sign-in or invitation link for the owner to pass on: to copy, to send, or as a card to print.</summary>
/// <param name="For">The recipient's name.</param>
/// <param name="Heading">Heading of the card.</param>
/// <param name="From">Who signs the card; null for nobody.</param>
/// <param name="EndsAt">When the link expires.</param>
internal sealed record LinkCard(string For, string Address, string Heading, string? From, DateTimeOffset EndsAt);
