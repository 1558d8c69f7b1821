namespace PrivateFed.HttpSignatures.Messages;

/// <summary>An inner list of strings with its parameters.</summary>
/// <param name="Items">The strings in order.</param>
/// <param name="Parameters">By name: a string (also for a token), a long or a bool.</param>
/// <param name="Canonical">All of it as serialising writes it (RFC 9651 section 4.1.1.1).</param>
internal sealed record InnerList(IReadOnlyList<ListItem> Items, IReadOnlyDictionary<string, object> Parameters, string Canonical);

/// <summary>One string of an inner list.</summary>
/// <param name="Value">Without its quotes.</param>
/// <param name="Canonical">With them, and with its parameters.</param>
/// <param name="HasParameters">Whether it has any.</param>
internal sealed record ListItem(string Value, string Canonical, bool HasParameters);
