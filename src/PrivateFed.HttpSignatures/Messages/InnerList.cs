namespace PrivateFed.HttpSignatures.Messages;

/// <summary>An inner list of strings with its parameters.</summary>
/// <param name="Items">The strings in order.</param>
/// <param name="Parameters">By name: a string (also for a token), a long or a bool.</param>
/// <param name="Canonical">The whole list as serialised by RFC 9651 section 4.1.1.1.</param>
internal sealed record InnerList(IReadOnlyList<ListItem> Items, IReadOnlyDictionary<string, object> Parameters, string Canonical);

/// <summary>A string of an inner list.</summary>
/// <param name="Value">Without quotes.</param>
/// <param name="Canonical">With quotes and parameters.</param>
/// <param name="HasParameters">Whether it has any parameters.</param>
internal sealed record ListItem(string Value, string Canonical, bool HasParameters);
