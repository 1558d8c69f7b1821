namespace PrivateFed.Web;

/// <summary>A link that lets somebody in, as the owner passes it on: to copy, to send, or as a card to print.</summary>
/// <param name="For">Their name.</param>
/// <param name="Address">The whole link.</param>
/// <param name="Heading">What stands on the card.</param>
/// <param name="EndsAt">Until when it opens.</param>
internal sealed record DoorCard(string For, string Address, string Heading, DateTimeOffset EndsAt);
